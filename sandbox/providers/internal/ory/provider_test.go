package ory

import (
	"sort"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func TestConfigureFailsWithoutAnyKey(t *testing.T) {
	clearEnvironment(t)
	h := newHarness(t)

	h.says(h.configure(values{"project_id": "p"}), tfprotov6.DiagnosticSeverityError, "Missing API Key Configuration")
}

func TestConfigureAcceptsEitherKeyFromBlockOrEnvironment(t *testing.T) {
	for _, name := range []string{"workspace_api_key", "project_api_key"} {
		clearEnvironment(t)
		h := newHarness(t)
		h.ok(h.configure(values{name: "k"}))

		t.Setenv("ORY_"+strings.ToUpper(name), "k")
		h = newHarness(t)
		h.ok(h.configure(values{}))
	}
}

func TestConfigureRefusesARelativeURL(t *testing.T) {
	clearEnvironment(t)
	h := newHarness(t)

	h.says(h.configure(values{"workspace_api_key": "ory_wak_unit", "console_api_url": "console"}),
		tfprotov6.DiagnosticSeverityError, "Invalid Console API URL")
}

func TestResourcesNeedTheWorkspaceKey(t *testing.T) {
	clearEnvironment(t)
	h := newHarness(t)
	h.ok(h.configure(values{"project_api_key": "k", "project_id": "p", "workspace_id": "w"}))

	for _, kind := range []string{projectAPIKeyType, workspaceAPIKeyType} {
		_, diagnostics := h.read(kind, values{"id": "k", "name": "n"})
		h.says(diagnostics, tfprotov6.DiagnosticSeverityError, "Missing Workspace API Key")
	}
}

func TestSwitchLeavesTheWorkspaceKeyOut(t *testing.T) {
	for value, want := range map[string]int{"": 2, "0": 2, "1": 1} {
		t.Setenv(WithoutWorkspaceKeyVariable, value)
		if got := len(newHarness(t).schema.ResourceSchemas); got != want {
			t.Errorf("switch %q: %d resources, want %d", value, got, want)
		}
	}
}

// The flags are required, optional, computed, sensitive, in that order.
func TestSchemaFlags(t *testing.T) {
	t.Setenv(WithoutWorkspaceKeyVariable, "")
	h := newHarness(t)
	for kind, want := range map[string]string{
		projectAPIKeyType:   "created_at:c expires_at:o id:c name:r owner_id:c project_id:oc value:cs",
		workspaceAPIKeyType: "created_at:c expires_at:c id:c name:r owner_id:c updated_at:c value:cs workspace_id:oc",
		"provider":          "console_api_url:o project_api_key:os project_api_url:o project_id:o project_slug:o workspace_api_key:os workspace_id:o",
	} {
		schema := h.schema.ResourceSchemas[kind]
		if kind == "provider" {
			schema = h.schema.Provider
		}
		if got := flags(schema); got != want {
			t.Errorf("%s has %s, want %s", kind, got, want)
		}
	}
}

func flags(schema *tfprotov6.Schema) string {
	var all []string
	for _, a := range schema.Block.Attributes {
		text := a.Name + ":"
		for _, flag := range []struct {
			set  bool
			mark string
		}{{a.Required, "r"}, {a.Optional, "o"}, {a.Computed, "c"}, {a.Sensitive, "s"}} {
			if flag.set {
				text += flag.mark
			}
		}
		all = append(all, text)
	}
	sort.Strings(all)
	return strings.Join(all, " ")
}
