package ory

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const createdAt = "2026-01-02T03:04:05.678Z"

// echo is a console API that makes key k with the instant it was sent.
func echo(_, _ string, body map[string]any) (int, any) {
	key := map[string]any{"id": "k", "name": body["name"], "owner_id": "o", "project_id": "p", "created_at": createdAt, "value": "ory_pat_v"}
	if at, given := body["expires_at"]; given {
		key["expires_at"] = at
	}
	return http.StatusCreated, key
}

// listing is a console API that knows one key.
func listing(key map[string]any) func(string, string, map[string]any) (int, any) {
	return func(string, string, map[string]any) (int, any) {
		return http.StatusOK, []any{map[string]any{"id": "other", "name": "other"}, key}
	}
}

func TestCreateFillsStateFromTheAnswer(t *testing.T) {
	h := start(t, nil, echo)

	state, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p"})

	h.ok(diagnostics)
	h.holds(state, values{"id": "k", "name": "n", "project_id": "p", "owner_id": "o", "created_at": "2026-01-02T03:04:05Z", "value": "ory_pat_v", "expires_at": ""})
}

func TestCreateAcceptsAnEmptyName(t *testing.T) {
	h := start(t, nil, echo)

	_, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "", "project_id": "p"})

	h.ok(diagnostics)
}

func TestCreateWritesExpiryAsWholeSecondsInTheOffsetOfTheAnswer(t *testing.T) {
	for given, want := range map[string]string{
		"2030-12-31T23:59:59Z":      "2030-12-31T23:59:59Z",
		"2030-12-31T23:59:59.000Z":  "2030-12-31T23:59:59Z",
		"2030-12-31T23:59:59.5Z":    "2030-12-31T23:59:59Z",
		"2030-12-31T23:59:59+00:00": "2030-12-31T23:59:59Z",
		"2030-12-31T23:59:59+02:00": "2030-12-31T23:59:59+02:00",
		"2001-01-01T00:00:00Z":      "2001-01-01T00:00:00Z",
	} {
		// The framework leaves it to Terraform to find the state inconsistent with the plan.
		h := start(t, nil, echo)

		state, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p", "expires_at": given})

		h.ok(diagnostics)
		h.equal(state, "expires_at", want)
	}
}

func TestCreateFailsOnAnInstantThatGoCannotParseAndCallsNothing(t *testing.T) {
	for _, given := range []string{"2030-12-31t23:59:59z", "2030-12-31 23:59:59Z", "2030-12-31", "2030-02-30T00:00:00Z", "2030-12-31T23:59:60Z", ""} {
		h := start(t, nil, noCalls)

		state, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p", "expires_at": given})

		h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Invalid expires_at Format")
		if state != nil || len(*h.calls) != 0 {
			t.Errorf("%q: state %v, calls %v", given, state, *h.calls)
		}
	}
}

func TestProjectFallsBackToTheProvider(t *testing.T) {
	h := start(t, values{"project_id": "default"}, echo)

	state, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n"})

	h.ok(diagnostics)
	h.equal(state, "project_id", "default")
	if want := []string{"POST /projects/default/tokens"}; !slices.Equal(*h.calls, want) {
		t.Errorf("calls are %v", *h.calls)
	}
}

func TestCreateFailsWithoutAnyProject(t *testing.T) {
	h := start(t, nil, noCalls)

	_, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n"})

	h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Missing Project ID")
}

func TestCreateErrorNamesStatusAndPath(t *testing.T) {
	h := start(t, nil, noCalls)

	_, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p"})

	h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Error Creating Project API Key")
	if detail := diagnostics[0].Detail; !strings.Contains(detail, "POST /projects/p/tokens") || !strings.Contains(detail, "418") {
		t.Errorf("detail is %q", detail)
	}
}

func TestReadRefreshesAndKeepsTheValue(t *testing.T) {
	h := start(t, nil, listing(map[string]any{"id": "k", "name": "remote", "owner_id": "o2", "created_at": createdAt, "expires_at": nil}))

	state, diagnostics := h.read(projectAPIKeyType, values{"id": "k", "name": "n", "project_id": "p", "value": "ory_pat_v", "expires_at": "2030-01-01T00:00:00Z"})

	h.ok(diagnostics)
	h.holds(state, values{"name": "remote", "owner_id": "o2", "project_id": "p", "value": "ory_pat_v", "expires_at": "2030-01-01T00:00:00Z"})
}

func TestReadDropsAKeyThatIsGone(t *testing.T) {
	h := start(t, nil, listing(map[string]any{"id": "another"}))

	state, diagnostics := h.read(projectAPIKeyType, values{"id": "k", "name": "n", "project_id": "p"})

	h.ok(diagnostics)
	if state != nil {
		t.Errorf("state is %v", state)
	}
}

func TestReadFailsRatherThanDropsWhenTheListFails(t *testing.T) {
	h := start(t, nil, func(string, string, map[string]any) (int, any) { return http.StatusForbidden, nil })

	state, diagnostics := h.read(projectAPIKeyType, values{"id": "k", "name": "n", "project_id": "p"})

	h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Error Reading Project API Key")
	if state == nil {
		t.Error("the state is gone")
	}
}

func TestDeleteCallsTheAPI(t *testing.T) {
	h := start(t, values{"project_id": "default"}, func(string, string, map[string]any) (int, any) { return http.StatusNoContent, nil })

	state, diagnostics := h.apply(projectAPIKeyType, values{"id": "k", "name": "n"}, nil)

	h.ok(diagnostics)
	if state != nil || !slices.Equal(*h.calls, []string{"DELETE /projects/default/tokens/k"}) {
		t.Errorf("state %v, calls %v", state, *h.calls)
	}
}

func TestDeleteFailsOnAKeyThatIsGone(t *testing.T) {
	h := start(t, values{"project_id": "default"}, func(string, string, map[string]any) (int, any) { return http.StatusNotFound, nil })

	state, diagnostics := h.apply(projectAPIKeyType, values{"id": "k", "name": "n"}, nil)

	h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Error Deleting Project API Key")
	if state == nil {
		t.Error("the state is gone")
	}
}

func TestNoCallForAProjectThatIsNotAllowed(t *testing.T) {
	for _, config := range []values{{"allowed_project_ids": "a,b"}, {"allowed_project_ids": "a,b", "project_id": "p"}, {"allowed_project_ids": "P"}} {
		h := start(t, config, noCalls)
		key := values{"id": "k", "name": "n", "project_id": "p"}
		if config["project_id"] != "" {
			delete(key, "project_id")
		}

		_, created := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p"})
		_, read := h.read(projectAPIKeyType, key)
		_, deleted := h.apply(projectAPIKeyType, key, nil)

		for _, diagnostics := range [][]*tfprotov6.Diagnostic{created, read, deleted} {
			h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Project Not Allowed")
		}
		if len(*h.calls) != 0 {
			t.Errorf("calls are %v", *h.calls)
		}
	}
}

func TestCallsForAProjectThatIsAllowed(t *testing.T) {
	h := start(t, values{"allowed_project_ids": "a,p"}, echo)

	_, diagnostics := h.apply(projectAPIKeyType, nil, values{"name": "n", "project_id": "p"})

	h.ok(diagnostics)
}

func TestAsManyTriesAsConfigured(t *testing.T) {
	for retries, want := range map[string]int{"0": 1, "2": 3} {
		h := start(t, values{"max_retries": retries}, func(string, string, map[string]any) (int, any) { return http.StatusTooManyRequests, nil })

		_, diagnostics := h.read(projectAPIKeyType, values{"id": "k", "name": "n", "project_id": "p"})

		h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Error Reading Project API Key")
		if len(*h.calls) != want {
			t.Errorf("max_retries %s: %d calls, want %d", retries, len(*h.calls), want)
		}
	}
}

func TestPlanAfterImport(t *testing.T) {
	const expiry = "2030-12-31T23:59:59Z"
	plain := map[string]any{"id": "k", "name": "n", "owner_id": "o", "created_at": createdAt, "project_id": "p"}
	expiring := map[string]any{"id": "k", "name": "n", "owner_id": "o", "created_at": createdAt, "project_id": "p", "expires_at": expiry}
	for _, c := range []struct {
		title    string
		remote   map[string]any
		id       string
		config   values
		replaces []string
	}{
		{"composite id, all equal", expiring, "p/k", values{"name": "n", "project_id": "p", "expires_at": expiry}, nil},
		{"composite id, no project_id", plain, "p/k", values{"name": "n"}, nil},
		{"bare id, no project_id", plain, "k", values{"name": "n"}, nil},
		{"bare id beside a project_id", plain, "k", values{"name": "n", "project_id": "p"}, []string{"project_id"}},
		{"expiry left out", expiring, "p/k", values{"name": "n", "project_id": "p"}, []string{"expires_at"}},
		{"another name", plain, "p/k", values{"name": "m", "project_id": "p"}, []string{"name"}},
		{"another name, no project_id", plain, "p/k", values{"name": "m"}, []string{"name"}},
	} {
		t.Run(c.title, func(t *testing.T) {
			h := start(t, values{"project_id": "p"}, listing(c.remote))
			state, diagnostics := h.importAndRead(projectAPIKeyType, c.id)
			h.ok(diagnostics)
			h.equal(state, "value", "")

			planned, replaces := h.plan(projectAPIKeyType, state, c.config)

			if !slices.Equal(replaces, c.replaces) {
				t.Errorf("replaced by %v, want %v", replaces, c.replaces)
			}
			if c.replaces == nil && !equalStates(h.decode(h.schema.ResourceSchemas[projectAPIKeyType], planned), state) {
				t.Error("the plan is not clean")
			}
		})
	}
}

func TestImportOfAnUnknownKeyLeavesNothing(t *testing.T) {
	h := start(t, nil, listing(map[string]any{"id": "k"}))

	state, diagnostics := h.importAndRead(projectAPIKeyType, "p/unknown")

	h.ok(diagnostics)
	if state != nil {
		t.Errorf("state is %v", state)
	}
}

func TestImportFailsOnAMalformedID(t *testing.T) {
	h := start(t, nil, noCalls)
	for _, id := range []string{"/k", "p/", "a/b/c"} {
		_, diagnostics := h.importAndRead(projectAPIKeyType, id)
		h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Invalid Import ID")
	}
}

func equalStates(a, b values) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if a[name] != b[name] {
			return false
		}
	}
	return true
}
