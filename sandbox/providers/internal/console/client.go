// Package console speaks the part of the Ory Console API that manages API keys.
package console

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	requestTimeout  = 30 * time.Second
	maxAnswerLength = 32 << 20
)

// Client calls the Console API with one workspace API key. It is safe for concurrent use.
type Client struct {
	base   string
	bearer string
	http   *http.Client
	retry  retryPolicy
}

// New makes a client for the API at baseURL (http or https, with or without a trailing slash), which repeats a request that is
// answered with 429 up to maxRetries times.
func New(baseURL, bearer, userAgent string, maxRetries int) (*Client, error) {
	parsed, err := url.Parse(baseURL)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		return nil, errors.New("the console API URL must be absolute, such as https://api.console.ory.sh")
	}
	return &Client{
		base:   strings.TrimRight(baseURL, "/"),
		bearer: bearer,
		http:   &http.Client{Timeout: requestTimeout, Transport: withUserAgent{userAgent}},
		retry:  newRetryPolicy(maxRetries),
	}, nil
}

// call sends one request, repeats it where the retry policy allows, and decodes a successful answer into out (which may be nil).
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return fmt.Errorf("%s %s: the request cannot be written as JSON: %w", method, path, err)
		}
	}
	for attempt := 0; ; attempt++ {
		answer, err := c.send(ctx, method, path, body)
		pause, again := c.retry.next(method, attempt, answer, err)
		if again && ctx.Err() == nil {
			if err := sleep(ctx, pause); err != nil {
				return fmt.Errorf("%s %s: stopped while waiting to try again: %w", method, path, err)
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s %s: no answer from the console API: %w", method, path, err)
		}
		if answer.status < 200 || answer.status > 299 {
			return c.statusError(method, path, answer)
		}
		if out == nil {
			return nil
		}
		if err := json.Unmarshal(answer.body, out); err != nil {
			return fmt.Errorf("%s %s: the console API answered %d with JSON of another shape than expected", method, path, answer.status)
		}
		return nil
	}
}

// answer is what is kept of an HTTP response.
type answer struct {
	status     int
	retryAfter string
	body       []byte
}

func (c *Client) send(ctx context.Context, method, path string, body []byte) (*answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.bearer)
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerLength))
	if err != nil {
		return nil, err
	}
	return &answer{response.StatusCode, response.Header.Get("Retry-After"), content}, nil
}

// withUserAgent names the provider in every request.
type withUserAgent struct{ name string }

func (t withUserAgent) RoundTrip(request *http.Request) (*http.Response, error) {
	named := request.Clone(request.Context())
	named.Header.Set("User-Agent", t.name)
	return http.DefaultTransport.RoundTrip(named)
}
