package console

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// retryPolicy says how often, and after what pause, a request is sent again.
type retryPolicy struct {
	retries int
	first   time.Duration // pause before the first retry; it doubles with each one
	longest time.Duration // bound on every pause, a Retry-After header included
	now     func() time.Time
}

var defaultRetry = retryPolicy{retries: 3, first: 100 * time.Millisecond, longest: 5 * time.Second, now: time.Now}

// next decides about another try. GET and DELETE are repeated after 429, 5xx and a lost connection. POST creates a key, so it is
// repeated after 429 alone: whatever else went wrong, the key may exist already.
func (p retryPolicy) next(method string, attempt int, got *answer, err error) (time.Duration, bool) {
	if attempt >= p.retries {
		return 0, false
	}
	repeatable := method == http.MethodGet || method == http.MethodDelete
	if err != nil {
		return p.pause(attempt, ""), repeatable
	}
	if got.status == http.StatusTooManyRequests || (got.status >= 500 && repeatable) {
		return p.pause(attempt, got.retryAfter), true
	}
	return 0, false
}

// pause is the server's Retry-After (seconds or an HTTP date) where it is readable, else an exponential back-off.
func (p retryPolicy) pause(attempt int, retryAfter string) time.Duration {
	pause := p.first << attempt
	if seconds, err := strconv.Atoi(retryAfter); err == nil && seconds >= 0 {
		pause = time.Duration(min(seconds, 3600)) * time.Second
	} else if at, err := http.ParseTime(retryAfter); err == nil {
		pause = max(at.Sub(p.now()), 0)
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
