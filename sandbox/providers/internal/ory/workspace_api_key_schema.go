package ory

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
)

// workspaceAPIKeyModel is the state of an ory_workspace_api_key. Value stays null.
type workspaceAPIKeyModel struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	OwnerID     types.String `tfsdk:"owner_id"`
	CreatedAt   types.String `tfsdk:"created_at"`
	UpdatedAt   types.String `tfsdk:"updated_at"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
	Value       types.String `tfsdk:"value"`
}

// refresh takes over what the API tells about a key. A list entry that names no workspace belongs to the one that was listed.
func (m *workspaceAPIKeyModel) refresh(key *console.WorkspaceKey, listed string) {
	m.Name = types.StringValue(key.Name)
	m.WorkspaceID = types.StringValue(listed)
	if key.WorkspaceID != "" {
		m.WorkspaceID = types.StringValue(key.WorkspaceID)
	}
	m.OwnerID = text(key.OwnerID)
	m.CreatedAt = instant(key.CreatedAt, m.CreatedAt)
	m.UpdatedAt = instant(key.UpdatedAt, m.UpdatedAt)
	m.ExpiresAt = instant(key.ExpiresAt, m.ExpiresAt)
}

// workspaceAPIKeySchema keeps every computed attribute while the name changes, because an update touches nothing remote.
func workspaceAPIKeySchema() schema.Schema {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	return schema.Schema{Attributes: map[string]schema.Attribute{
		"name":         schema.StringAttribute{Required: true},
		"workspace_id": schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: kept},
		"id":           schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"owner_id":     schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"created_at":   schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"updated_at":   schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"expires_at":   schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"value":        schema.StringAttribute{Computed: true, Sensitive: true, PlanModifiers: kept},
	}}
}
