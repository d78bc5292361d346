package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const maxReasonLength = 200

// StatusError is an answer of the Console API other than success.
type StatusError struct {
	Method string
	Path   string
	Status int
	Reason string // the server's own words, shortened and free of the bearer; may be empty
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("%s %s: the console API answered %d %s", e.Method, e.Path, e.Status, http.StatusText(e.Status))
	text = strings.TrimRight(text, " ")
	if e.Reason != "" {
		text += ": " + e.Reason
	}
	if e.Status == http.StatusUnauthorized {
		text += " (check workspace_api_key, or ORY_WORKSPACE_API_KEY)"
	}
	return text
}

func (c *Client) statusError(method, path string, got *answer) error {
	reason := reasonOf(got.body)
	if c.bearer != "" {
		reason = strings.ReplaceAll(reason, c.bearer, "(redacted)")
	}
	if runes := []rune(reason); len(runes) > maxReasonLength {
		reason = string(runes[:maxReasonLength]) + "…"
	}
	return &StatusError{method, path, got.status, reason}
}

// reasonOf finds the message in an error body: {"error": {"reason"|"message"}}, {"error": "…"} or {"message": "…"}.
func reasonOf(body []byte) string {
	var outer struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	if json.Unmarshal(body, &outer) != nil {
		return ""
	}
	var inner struct {
		Reason  string `json:"reason"`
		Message string `json:"message"`
	}
	var text string
	switch {
	case json.Unmarshal(outer.Error, &inner) == nil && inner.Reason+inner.Message != "":
		if inner.Reason != "" {
			return inner.Reason
		}
		return inner.Message
	case json.Unmarshal(outer.Error, &text) == nil && text != "":
		return text
	}
	return outer.Message
}
