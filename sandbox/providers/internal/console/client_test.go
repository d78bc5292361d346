package console

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const bearer = "ory_wak_unit"

// script answers request after request with the next step, the last one for good, and records what came in.
type script struct {
	steps    []step
	mutex    sync.Mutex
	requests []*http.Request
}

type step struct {
	status int
	body   string
	header map[string]string
	drop   bool
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	next := s.steps[min(len(s.requests), len(s.steps)-1)]
	s.requests = append(s.requests, r)
	s.mutex.Unlock()
	if next.drop {
		panic(http.ErrAbortHandler)
	}
	for name, value := range next.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(next.status)
	w.Write([]byte(next.body))
}

func (s *script) received() []*http.Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.requests
}

func serve(t *testing.T, steps ...step) (*Client, *script) {
	t.Helper()
	played := &script{steps: steps}
	server := httptest.NewServer(played)
	t.Cleanup(server.Close)
	client, err := New(server.URL+"/", bearer, "unit/1", 3)
	if err != nil {
		t.Fatal(err)
	}
	client.retry.first = time.Millisecond
	client.retry.longest = 20 * time.Millisecond
	return client, played
}

func TestRequestCarriesBearerAndAgent(t *testing.T) {
	client, played := serve(t, step{status: 200, body: `[]`})

	if _, err := client.ProjectKeys(context.Background(), "a/b"); err != nil {
		t.Fatal(err)
	}

	request := played.received()[0]
	if got := request.Header.Get("Authorization"); got != "Bearer "+bearer {
		t.Errorf("Authorization is %q", got)
	}
	if got := request.UserAgent(); got != "unit/1" {
		t.Errorf("User-Agent is %q", got)
	}
	if got := request.URL.EscapedPath(); got != "/projects/a%2Fb/tokens" {
		t.Errorf("path is %q", got)
	}
}

func TestListAcceptsAbsentAndNullExpiry(t *testing.T) {
	client, _ := serve(t, step{status: 200, body: `[{"id":"1"},{"id":"2","expires_at":null},{"id":"3","expires_at":"2030-12-31T23:59:59.5+02:00"}]`})

	keys, err := client.ProjectKeys(context.Background(), "p")

	if err != nil || len(keys) != 3 {
		t.Fatalf("keys %v, error %v", keys, err)
	}
	if keys[0].ExpiresAt != nil || keys[1].ExpiresAt != nil {
		t.Error("an absent or null expiry became an instant")
	}
	if got := keys[2].ExpiresAt.Format(time.RFC3339); got != "2030-12-31T23:59:59+02:00" {
		t.Errorf("expiry is %s", got)
	}
}

func TestRetries(t *testing.T) {
	list := func(c *Client) error { _, err := c.WorkspaceKeys(context.Background(), "w"); return err }
	revoke := func(c *Client) error { return c.DeleteProjectKey(context.Background(), "p", "k") }
	create := func(c *Client) error { _, err := c.CreateProjectKey(context.Background(), "p", "n", nil); return err }
	list200, made, gone := step{status: 200, body: `[]`}, step{status: 201, body: `{"id":"k"}`}, step{status: 204}
	busy, broken, lost := step{status: 429}, step{status: 503}, step{drop: true}

	for _, c := range []struct {
		title string
		call  func(*Client) error
		steps []step
		sent  int
		fails bool
	}{
		{"GET after 429", list, []step{busy, busy, list200}, 3, false},
		{"GET gives up after as many retries as were asked for", list, []step{busy}, 4, true},
		{"GET does not repeat 5xx", list, []step{broken, list200}, 1, true},
		{"GET does not repeat a lost connection", list, []step{lost, list200}, 1, true},
		{"GET does not repeat 401", list, []step{{status: 401}}, 1, true},
		{"DELETE after 429 and 5xx", revoke, []step{busy, broken, gone}, 3, false},
		{"DELETE gives up after three times 5xx", revoke, []step{broken}, 4, true},
		{"DELETE does not repeat a lost connection", revoke, []step{lost, gone}, 1, true},
		{"DELETE whose first try did its work", revoke, []step{broken, {status: 404}}, 2, true},
		{"POST after 429", create, []step{busy, busy, made}, 3, false},
		{"POST does not repeat 5xx", create, []step{broken, made}, 1, true},
		{"POST does not repeat a lost connection", create, []step{lost, made}, 1, true},
	} {
		t.Run(c.title, func(t *testing.T) {
			client, played := serve(t, c.steps...)

			err := c.call(client)

			if (err != nil) != c.fails {
				t.Errorf("error is %v", err)
			}
			if sent := len(played.received()); sent != c.sent {
				t.Errorf("sent %d requests, want %d", sent, c.sent)
			}
		})
	}
}

func TestNoRetriesWhereNoneAreWanted(t *testing.T) {
	client, played := serve(t, step{status: 429})
	client.retry.retries = 0

	_, err := client.ProjectKeys(context.Background(), "p")

	if err == nil || len(played.received()) != 1 {
		t.Errorf("error is %v after %d requests", err, len(played.received()))
	}
}

func TestRetryStopsWithTheContext(t *testing.T) {
	client, played := serve(t, step{status: 429})
	client.retry.first, client.retry.longest = time.Minute, time.Minute
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()

	_, err := client.ProjectKeys(ctx, "p")

	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error is %v", err)
	}
	if sent := len(played.received()); sent != 1 {
		t.Errorf("sent %d requests", sent)
	}
}

func TestPause(t *testing.T) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	policy := newRetryPolicy(DefaultMaxRetries)
	policy.now = func() time.Time { return now }

	for _, c := range []struct {
		attempt    int
		retryAfter string
		want       time.Duration
	}{
		{0, "", 20 * time.Millisecond},
		{2, "", 80 * time.Millisecond},
		{19, "", 30 * time.Second},
		{0, "2", 2 * time.Second},
		{10, "2", 20480 * time.Millisecond},
		{0, "99999999999999", 30 * time.Second},
		{0, "3600", 30 * time.Second},
		{0, "0", 20 * time.Millisecond},
		{0, "-1", 20 * time.Millisecond},
		{1, "soon", 40 * time.Millisecond},
		{0, now.Add(3 * time.Second).Format(http.TimeFormat), 3 * time.Second},
		{0, now.Add(-3 * time.Second).Format(http.TimeFormat), 20 * time.Millisecond},
	} {
		if got := policy.pause(c.attempt, c.retryAfter); got != c.want {
			t.Errorf("attempt %d, Retry-After %q: pause is %s, want %s", c.attempt, c.retryAfter, got, c.want)
		}
	}
}

func TestErrorNamesCallAndStatusAndHidesTheBearer(t *testing.T) {
	for _, body := range []string{
		`{"error":{"message":"no ` + bearer + `"}}`,
		`{"error":{"reason":"no ` + bearer + `","message":"other"}}`,
		`{"error":"no ` + bearer + `"}`,
		`{"message":"no ` + bearer + `"}`,
	} {
		client, _ := serve(t, step{status: 401, body: body})

		_, err := client.ProjectKeys(context.Background(), "p")

		var status *StatusError
		if !errors.As(err, &status) || status.Status != 401 {
			t.Fatalf("error is %v", err)
		}
		want := "GET /projects/p/tokens: the console API answered 401 Unauthorized: no (redacted)"
		if !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error is %q", err)
		}
		if strings.Contains(err.Error(), bearer) {
			t.Errorf("error shows the bearer: %q", err)
		}
	}
}

func TestErrorShortensALongReason(t *testing.T) {
	client, _ := serve(t, step{status: 400, body: `{"message":"` + strings.Repeat("é", 1000) + `"}`})

	_, err := client.ProjectKeys(context.Background(), "p")

	if got := strings.Count(err.Error(), "é"); got != maxReasonLength {
		t.Errorf("the reason has %d characters", got)
	}
}

func TestMalformedAnswerIsAnErrorWithoutItsContent(t *testing.T) {
	for _, body := range []string{`{"value":"ory_pat_secret"`, `{"id":7,"value":"ory_pat_secret"}`, `{"value":"ory_pat_secret"}`} {
		client, _ := serve(t, step{status: 201, body: body})

		_, err := client.CreateProjectKey(context.Background(), "p", "n", nil)

		if err == nil || strings.Contains(err.Error(), "ory_pat_secret") {
			t.Errorf("%s: error is %v", body, err)
		}
	}
}

func TestNewRefusesAURLThatIsNotAbsolute(t *testing.T) {
	for _, url := range []string{"", "console.example", "ftp://console.example", "http://", "http://a b"} {
		if _, err := New(url, bearer, "", DefaultMaxRetries); err == nil {
			t.Errorf("%q was accepted", url)
		}
	}
}
