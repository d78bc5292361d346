package ory

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const workspaceAPIKeyType = "ory_workspace_api_key"

// workspaceAPIKey only tracks a key that was made in the Ory Console: it creates, changes and deletes nothing.
type workspaceAPIKey struct{ configured }

var (
	_ resource.ResourceWithConfigure   = (*workspaceAPIKey)(nil)
	_ resource.ResourceWithImportState = (*workspaceAPIKey)(nil)
)

func newWorkspaceAPIKey() resource.Resource { return &workspaceAPIKey{} }

func (r *workspaceAPIKey) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = workspaceAPIKeyType
}

func (r *workspaceAPIKey) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = workspaceAPIKeySchema()
}

// Create always fails. The plan of it passes.
func (r *workspaceAPIKey) Create(_ context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	resp.Diagnostics.AddError("Workspace API Key Creation Not Supported",
		"workspace API keys are made in the Ory Console; make one there, then import it as <workspace-id>/<key-id>")
}

// Read finds the key in the workspace's list. The API never gives the value.
func (r *workspaceAPIKey) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state workspaceAPIKeyModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.client(workspaceAPIKeyType, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	workspace := state.WorkspaceID.ValueString()
	if workspace == "" {
		workspace = r.settings.workspaceID
	}
	if workspace == "" {
		resp.Diagnostics.AddAttributeError(path.Root("workspace_id"), "Missing Workspace ID",
			"no workspace is known for the key; set workspace_id in the provider block, or ORY_WORKSPACE_ID in the environment")
		return
	}
	keys, err := client.WorkspaceKeys(ctx, workspace)
	if err != nil {
		resp.Diagnostics.AddError("Error Reading Workspace API Key", err.Error())
		return
	}
	for i := range keys {
		if keys[i].ID == state.ID.ValueString() {
			state.refresh(&keys[i], workspace)
			resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
			return
		}
	}
	resp.State.RemoveResource(ctx)
}

// Update copies the planned name to state and calls no API, so the next read finds the remote name again.
func (r *workspaceAPIKey) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var name types.String
	var state workspaceAPIKeyModel
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("name"), &name)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	state.Name = name
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Delete forgets the key and says that it lives on.
func (r *workspaceAPIKey) Delete(_ context.Context, _ resource.DeleteRequest, resp *resource.DeleteResponse) {
	resp.Diagnostics.AddWarning("Workspace API Key Not Deleted",
		"the key is removed from the Terraform state only and stays valid; revoke it in the Ory Console")
}

// ImportState takes `<workspace-id>/<key-id>` alone.
func (r *workspaceAPIKey) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	workspace, key, err := splitImportID(req.ID)
	if err == nil && workspace == "" {
		err = fmt.Errorf("import id %q names no workspace", req.ID)
	}
	if err != nil {
		resp.Diagnostics.AddError("Invalid Import ID", fmt.Sprintf("%s; expected <workspace-id>/<key-id>", err))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), key)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), workspace)...)
}
