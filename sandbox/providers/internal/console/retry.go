package console

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// How often the real provider repeats a request. Whoever uses the provider sets the number for 429; the other one is fixed.
const (
	DefaultMaxRetries = 6
	LargestMaxRetries = 20
	deleteRetries     = 3 // after 5xx
)

// retryPolicy says how often, and after what pause, a request is sent again.
type retryPolicy struct {
	retries int           // after 429
	first   time.Duration // pause before the first retry; it doubles with each one
	longest time.Duration // bound on every pause, a Retry-After header included
	now     func() time.Time
}

// newRetryPolicy begins with a fiftieth of the real provider's pause, since nothing has to recover here.
func newRetryPolicy(retries int) retryPolicy {
	return retryPolicy{retries: retries, first: 20 * time.Millisecond, longest: 30 * time.Second, now: time.Now}
}

// next decides about another try, as the real provider does: every call is repeated after 429, a DELETE after 5xx too, and nothing
// after a lost connection.
func (p retryPolicy) next(method string, attempt int, got *answer, err error) (time.Duration, bool) {
	switch {
	case err != nil:
		return 0, false
	case got.status == http.StatusTooManyRequests:
		return p.pause(attempt, got.retryAfter), attempt < p.retries
	case got.status >= 500 && method == http.MethodDelete:
		return p.pause(attempt, ""), attempt < deleteRetries
	}
	return 0, false
}

// pause is an exponential back-off, or the server's Retry-After (seconds or an HTTP date) where that is readable and longer.
func (p retryPolicy) pause(attempt int, retryAfter string) time.Duration {
	pause := p.first << attempt
	if seconds, err := strconv.Atoi(retryAfter); err == nil {
		pause = max(pause, time.Duration(min(seconds, 3600))*time.Second)
	} else if at, err := http.ParseTime(retryAfter); err == nil {
		pause = max(pause, at.Sub(p.now()))
	}
	return min(pause, p.longest)
}

// sleep waits, or returns early with the context's error.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
