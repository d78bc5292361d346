package ory

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

var remoteWorkspaceKey = map[string]any{
	"id": "k", "name": "n", "owner_id": "o", "workspace_id": "w",
	"created_at": createdAt, "updated_at": "2026-02-03T04:05:06Z", "value": "ory_wak_leak",
}

func TestWorkspaceCreatePlansAndFailsAtApply(t *testing.T) {
	h := start(t, nil, noCalls)

	state, diagnostics := h.apply(workspaceAPIKeyType, nil, values{"name": "n"})

	h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Workspace API Key Creation Not Supported")
	if state != nil || len(*h.calls) != 0 {
		t.Errorf("state %v, calls %v", state, *h.calls)
	}
}

func TestWorkspaceImportFillsAllButTheValueAndPlansClean(t *testing.T) {
	h := start(t, nil, listing(remoteWorkspaceKey))

	state, diagnostics := h.importAndRead(workspaceAPIKeyType, "w/k")

	h.ok(diagnostics)
	h.holds(state, values{
		"id": "k", "name": "n", "workspace_id": "w", "owner_id": "o", "created_at": "2026-01-02T03:04:05Z",
		"updated_at": "2026-02-03T04:05:06Z", "expires_at": "", "value": "",
	})
	if want := []string{"GET /workspaces/w/tokens"}; !slices.Equal(*h.calls, want) {
		t.Errorf("calls are %v", *h.calls)
	}
	planned, _ := h.plan(workspaceAPIKeyType, state, values{"name": "n"})
	if !equalStates(h.decode(h.schema.ResourceSchemas[workspaceAPIKeyType], planned), state) {
		t.Error("the plan is not clean")
	}
}

func TestWorkspaceImportFailsOnABareID(t *testing.T) {
	h := start(t, values{"workspace_id": "w"}, noCalls)
	for _, id := range []string{"k", "/k", "a/b/c"} {
		_, diagnostics := h.importAndRead(workspaceAPIKeyType, id)
		h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Invalid Import ID")
	}
}

func TestWorkspaceUpdateCopiesTheNameAndCallsNothing(t *testing.T) {
	h := start(t, nil, listing(remoteWorkspaceKey))
	imported, _ := h.importAndRead(workspaceAPIKeyType, "w/k")
	*h.calls = nil

	_, replaces := h.plan(workspaceAPIKeyType, imported, values{"name": "m"})
	updated, diagnostics := h.apply(workspaceAPIKeyType, imported, values{"name": "m"})

	h.ok(diagnostics)
	h.equal(updated, "name", "m")
	h.equal(updated, "created_at", imported["created_at"])
	if len(replaces) != 0 || len(*h.calls) != 0 {
		t.Errorf("replaced by %v, calls %v", replaces, *h.calls)
	}
	refreshed, _ := h.read(workspaceAPIKeyType, updated)
	h.equal(refreshed, "name", "n")
}

func TestWorkspaceReadDropsAKeyThatIsGone(t *testing.T) {
	h := start(t, nil, listing(remoteWorkspaceKey))

	state, diagnostics := h.read(workspaceAPIKeyType, values{"id": "unknown", "name": "n", "workspace_id": "w"})

	h.ok(diagnostics)
	if state != nil {
		t.Errorf("state is %v", state)
	}
}

func TestWorkspaceReadFallsBackToTheProvidersWorkspace(t *testing.T) {
	h := start(t, values{"workspace_id": "default"}, listing(map[string]any{"id": "k", "name": "n"}))

	state, diagnostics := h.read(workspaceAPIKeyType, values{"id": "k", "name": "n"})

	h.ok(diagnostics)
	h.equal(state, "workspace_id", "default")
}

func TestWorkspaceDeleteWarnsAndCallsNothing(t *testing.T) {
	h := start(t, nil, noCalls)

	state, diagnostics := h.apply(workspaceAPIKeyType, values{"id": "k", "name": "n", "workspace_id": "w"}, nil)

	h.says(diagnostics, tfprotov6.DiagnosticSeverityWarning, "Workspace API Key Not Deleted")
	if state != nil || len(*h.calls) != 0 {
		t.Errorf("state %v, calls %v", state, *h.calls)
	}
}
