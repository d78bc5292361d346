package ory

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// values are attributes by name; an absent one is null. A number is written in digits, a list with commas.
type values map[string]string

// harness drives the provider through the plugin protocol, as Terraform does.
type harness struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	calls  *[]string
}

// start makes a provider whose console API is answer, configured with config on top of a valid key and URL.
func start(t *testing.T, config values, answer func(method, path string, body map[string]any) (int, any)) *harness {
	t.Helper()
	clearEnvironment(t)
	calls := []string{}
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls = append(calls, r.Method+" "+r.URL.Path)
		var body map[string]any
		json.NewDecoder(r.Body).Decode(&body)
		status, content := answer(r.Method, r.URL.Path, body)
		w.WriteHeader(status)
		if content != nil {
			json.NewEncoder(w).Encode(content)
		}
	}))
	t.Cleanup(api.Close)
	h := newHarness(t)
	h.calls = &calls
	merged := values{"workspace_api_key": "ory_wak_unit", "console_api_url": api.URL}
	for name, value := range config {
		merged[name] = value
	}
	h.ok(h.configure(merged))
	return h
}

func clearEnvironment(t *testing.T) {
	for _, name := range []string{"WORKSPACE_API_KEY", "PROJECT_API_KEY", "PROJECT_ID", "PROJECT_SLUG", "WORKSPACE_ID", "CONSOLE_API_URL", "PROJECT_API_URL", "ALLOWED_PROJECT_IDS", "MAX_RETRIES"} {
		t.Setenv("ORY_"+name, "")
	}
}

func newHarness(t *testing.T) *harness {
	server := providerserver.NewProtocol6(New("test"))()
	schema, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &harness{t: t, server: server, schema: schema}
}

func (h *harness) configure(config values) []*tfprotov6.Diagnostic {
	h.t.Helper()
	answer, err := h.server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.11.4",
		Config:           h.encode(h.schema.Provider, config),
	})
	h.must(err)
	return answer.Diagnostics
}

// plan gives the planned state and the attributes that force a replacement. A nil prior is a create, a nil config a delete.
func (h *harness) plan(kind string, prior, config values) (*tfprotov6.DynamicValue, []string) {
	h.t.Helper()
	schema := h.schema.ResourceSchemas[kind]
	var proposed values
	if config != nil {
		proposed = values{}
		for _, attribute := range schema.Block.Attributes {
			if value, given := config[attribute.Name]; given {
				proposed[attribute.Name] = value
			} else if value, kept := prior[attribute.Name]; kept && attribute.Computed {
				proposed[attribute.Name] = value
			}
		}
	}
	answer, err := h.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName:         kind,
		PriorState:       h.encode(schema, prior),
		Config:           h.encode(schema, config),
		ProposedNewState: h.encode(schema, proposed),
	})
	h.must(err)
	h.ok(answer.Diagnostics)
	var replaces []string
	for _, path := range answer.RequiresReplace {
		replaces = append(replaces, string(path.Steps()[0].(tftypes.AttributeName)))
	}
	return answer.PlannedState, replaces
}

// apply plans and applies, and gives the new state (nil when there is none) and the diagnostics.
func (h *harness) apply(kind string, prior, config values) (values, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	schema := h.schema.ResourceSchemas[kind]
	planned, _ := h.plan(kind, prior, config)
	answer, err := h.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName:     kind,
		PriorState:   h.encode(schema, prior),
		PlannedState: planned,
		Config:       h.encode(schema, config),
	})
	h.must(err)
	return h.decode(schema, answer.NewState), answer.Diagnostics
}

func (h *harness) read(kind string, state values) (values, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	schema := h.schema.ResourceSchemas[kind]
	answer, err := h.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{
		TypeName:     kind,
		CurrentState: h.encode(schema, state),
	})
	h.must(err)
	return h.decode(schema, answer.NewState), answer.Diagnostics
}

// importAndRead imports an id and refreshes what came of it, as Terraform does before it plans.
func (h *harness) importAndRead(kind, id string) (values, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	answer, err := h.server.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: id})
	h.must(err)
	if len(answer.Diagnostics) > 0 {
		return nil, answer.Diagnostics
	}
	return h.read(kind, h.decode(h.schema.ResourceSchemas[kind], answer.ImportedResources[0].State))
}

func (h *harness) encode(schema *tfprotov6.Schema, given values) *tfprotov6.DynamicValue {
	h.t.Helper()
	kind := schema.ValueType()
	value := tftypes.NewValue(kind, nil)
	if given != nil {
		all := map[string]tftypes.Value{}
		for _, attribute := range schema.Block.Attributes {
			all[attribute.Name] = tftypes.NewValue(attribute.Type, nil)
			if text, ok := given[attribute.Name]; ok {
				all[attribute.Name] = h.value(attribute.Type, text)
			}
		}
		value = tftypes.NewValue(kind, all)
	}
	encoded, err := tfprotov6.NewDynamicValue(kind, value)
	h.must(err)
	return &encoded
}

func (h *harness) value(kind tftypes.Type, text string) tftypes.Value {
	h.t.Helper()
	switch {
	case kind.Is(tftypes.Number):
		number, err := strconv.Atoi(text)
		h.must(err)
		return tftypes.NewValue(kind, number)
	case kind.Is(tftypes.List{}):
		var elements []tftypes.Value
		for _, element := range strings.Split(text, ",") {
			elements = append(elements, tftypes.NewValue(tftypes.String, element))
		}
		return tftypes.NewValue(kind, elements)
	}
	return tftypes.NewValue(kind, text)
}

// decode fails the test on an unknown value: state holds none.
func (h *harness) decode(schema *tfprotov6.Schema, encoded *tfprotov6.DynamicValue) values {
	h.t.Helper()
	value, err := encoded.Unmarshal(schema.ValueType())
	h.must(err)
	if value.IsNull() {
		return nil
	}
	var all map[string]tftypes.Value
	h.must(value.As(&all))
	decoded := values{}
	for name, attribute := range all {
		if !attribute.IsNull() {
			var text string
			h.must(attribute.As(&text))
			decoded[name] = text
		}
	}
	return decoded
}

func (h *harness) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *harness) ok(diagnostics []*tfprotov6.Diagnostic) {
	h.t.Helper()
	for _, d := range diagnostics {
		h.t.Fatalf("%s: %s: %s", d.Severity, d.Summary, d.Detail)
	}
}

// says expects exactly one diagnostic, of that severity and summary.
func (h *harness) says(diagnostics []*tfprotov6.Diagnostic, severity tfprotov6.DiagnosticSeverity, summary string) {
	h.t.Helper()
	if len(diagnostics) != 1 || diagnostics[0].Severity != severity || diagnostics[0].Summary != summary {
		h.t.Fatalf("want %s %q, got %v", severity, summary, diagnostics)
	}
	if strings.Contains(diagnostics[0].Detail, "ory_wak_unit") {
		h.t.Error("the diagnostic shows the bearer")
	}
}

// equal expects an attribute of a state; "" means null.
func (h *harness) equal(got values, name, want string) {
	h.t.Helper()
	if value, present := got[name]; value != want || (want == "" && present) {
		h.t.Errorf("%s is %q (present: %t), want %q", name, value, present, want)
	}
}

// holds expects several attributes of a state.
func (h *harness) holds(got, want values) {
	h.t.Helper()
	for name := range want {
		h.equal(got, name, want[name])
	}
}

// noCalls is a console API that nobody should ask.
func noCalls(string, string, map[string]any) (int, any) { return http.StatusTeapot, nil }
