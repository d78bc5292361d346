package null

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	triggersType = tftypes.Map{ElementType: tftypes.String}
	objectType   = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "triggers": triggersType}}
)

func object(t *testing.T, id any, trigger string) *tfprotov6.DynamicValue {
	t.Helper()
	value, err := tfprotov6.NewDynamicValue(objectType, tftypes.NewValue(objectType, map[string]tftypes.Value{
		"id":       tftypes.NewValue(tftypes.String, id),
		"triggers": tftypes.NewValue(triggersType, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.String, trigger)}),
	}))
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

func TestCreateGivesEachResourceAnID(t *testing.T) {
	server := providerserver.NewProtocol6(New("test"))()
	absent, _ := tfprotov6.NewDynamicValue(objectType, tftypes.NewValue(objectType, nil))
	seen := map[string]bool{}
	for range 2 {
		answer, err := server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName:     "null_resource",
			PriorState:   &absent,
			PlannedState: object(t, tftypes.UnknownValue, "1"),
			Config:       object(t, nil, "1"),
		})
		if err != nil || len(answer.Diagnostics) > 0 {
			t.Fatal(err, answer)
		}
		state, err := answer.NewState.Unmarshal(objectType)
		if err != nil {
			t.Fatal(err)
		}
		var attributes map[string]tftypes.Value
		var id string
		if err := state.As(&attributes); err != nil {
			t.Fatal(err)
		}
		if err := attributes["id"].As(&id); err != nil || id == "" || seen[id] {
			t.Errorf("id is %q, error %v", id, err)
		}
		seen[id] = true
	}
}

func TestOnlyAChangedTriggerReplaces(t *testing.T) {
	server := providerserver.NewProtocol6(New("test"))()
	for trigger, want := range map[string]int{"1": 0, "2": 1} {
		answer, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
			TypeName:         "null_resource",
			PriorState:       object(t, "7", "1"),
			Config:           object(t, nil, trigger),
			ProposedNewState: object(t, "7", trigger),
		})
		if err != nil || len(answer.Diagnostics) > 0 {
			t.Fatal(err, answer)
		}
		if got := len(answer.RequiresReplace); got != want {
			t.Errorf("trigger %s: %d paths replace, want %d", trigger, got, want)
		}
	}
}
