package ory

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
)

// projectAPIKeyModel is the state of an ory_project_api_key.
type projectAPIKeyModel struct {
	ID        types.String `tfsdk:"id"`
	Name      types.String `tfsdk:"name"`
	ProjectID types.String `tfsdk:"project_id"`
	ExpiresAt types.String `tfsdk:"expires_at"`
	OwnerID   types.String `tfsdk:"owner_id"`
	CreatedAt types.String `tfsdk:"created_at"`
	Value     types.String `tfsdk:"value"`
}

// refresh takes over what the API tells about a key on create and in a list alike. What it does not tell stays as it was.
func (m *projectAPIKeyModel) refresh(key *console.ProjectKey) {
	m.ID = types.StringValue(key.ID)
	m.Name = types.StringValue(key.Name)
	m.ExpiresAt = instant(key.ExpiresAt, m.ExpiresAt)
	m.OwnerID = text(key.OwnerID)
	m.CreatedAt = instant(key.CreatedAt, m.CreatedAt)
}

// projectAPIKeySchema keeps project_id known while another attribute changes: a default that comes from the provider block is not
// itself a reason to replace.
func projectAPIKeySchema() schema.Schema {
	replaces := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	return schema.Schema{Attributes: map[string]schema.Attribute{
		"name":       schema.StringAttribute{Required: true, PlanModifiers: replaces},
		"expires_at": schema.StringAttribute{Optional: true, PlanModifiers: replaces},
		"project_id": schema.StringAttribute{
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace()},
		},
		"id":         schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"owner_id":   schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"created_at": schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"value":      schema.StringAttribute{Computed: true, Sensitive: true, PlanModifiers: kept},
	}}
}
