package ory

import (
	"context"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
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

func TestConfigureTakesAnEmptyStringForASetting(t *testing.T) {
	clearEnvironment(t)
	t.Setenv("ORY_WORKSPACE_API_KEY", "k")
	h := newHarness(t)

	h.says(h.configure(values{"workspace_api_key": ""}), tfprotov6.DiagnosticSeverityError, "Missing API Key Configuration")
}

func TestAllowedProjectsFromListElseEnvironment(t *testing.T) {
	list := func(ids ...string) types.List {
		list, _ := types.ListValueFrom(context.Background(), types.StringType, append([]string{}, ids...))
		return list
	}
	for _, c := range []struct {
		configured  types.List
		environment string
		want        []string
	}{
		{types.ListNull(types.StringType), "", nil},
		{types.ListNull(types.StringType), " a , b ,,c", []string{"a", "b", "c"}},
		{types.ListNull(types.StringType), " , ", nil},
		{types.ListUnknown(types.StringType), "a", []string{"a"}},
		{list(" a ", "", "b"), "c", []string{"a", "b"}},
		{list(), "c", nil},
	} {
		t.Setenv("ORY_ALLOWED_PROJECT_IDS", c.environment)
		var diags diag.Diagnostics
		if got := allowedProjects(context.Background(), c.configured, &diags); !slices.Equal(got, c.want) || diags.HasError() {
			t.Errorf("%v beside %q: allowed are %q, want %q", c.configured, c.environment, got, c.want)
		}
	}
}

func TestRetriesFromNumberElseEnvironment(t *testing.T) {
	for _, c := range []struct {
		configured  types.Int64
		environment string
		want        int
		fails       bool
	}{
		{types.Int64Null(), "", console.DefaultMaxRetries, false},
		{types.Int64Null(), " 8 ", 8, false},
		{types.Int64Unknown(), "0", 0, false},
		{types.Int64Value(0), "8", 0, false},
		{types.Int64Null(), "21", 21, true},
		{types.Int64Null(), "-1", -1, true},
		{types.Int64Null(), "many", 0, true},
	} {
		t.Setenv("ORY_MAX_RETRIES", c.environment)
		var diags diag.Diagnostics
		if got := maxRetries(c.configured, &diags); got != c.want || diags.HasError() != c.fails {
			t.Errorf("%v beside %q: %d retries, %v", c.configured, c.environment, got, diags)
		}
	}
}

func TestConfigureRefusesANumberOfRetriesOutOfRange(t *testing.T) {
	h := newHarness(t)
	for _, number := range []string{"-1", "21"} {
		answer, err := h.server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{
			Config: h.encode(h.schema.Provider, values{"max_retries": number}),
		})
		h.must(err)
		h.says(answer.Diagnostics, tfprotov6.DiagnosticSeverityError, "Invalid Attribute Value")
	}
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
		"provider":          "allowed_project_ids:o console_api_url:o max_retries:o project_api_key:os project_api_url:o project_id:o project_slug:o workspace_api_key:os workspace_id:o",
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
