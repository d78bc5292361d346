package ory

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const projectAPIKeyType = "ory_project_api_key"

// projectAPIKey is a key that Terraform creates and deletes. Nothing about it can be updated.
type projectAPIKey struct{ configured }

var (
	_ resource.ResourceWithConfigure   = (*projectAPIKey)(nil)
	_ resource.ResourceWithImportState = (*projectAPIKey)(nil)
)

func newProjectAPIKey() resource.Resource { return &projectAPIKey{} }

func (r *projectAPIKey) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = projectAPIKeyType
}

func (r *projectAPIKey) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = projectAPIKeySchema()
}

// Create reads expires_at only here, so that a bad instant passes the plan. What the server answers goes to state: where that is
// spelled otherwise than planned, Terraform reports an inconsistent result although the key exists.
func (r *projectAPIKey) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan projectAPIKeyModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.client(projectAPIKeyType, &resp.Diagnostics)
	project := r.project(plan.ProjectID, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	var expiresAt *time.Time
	if !plan.ExpiresAt.IsNull() {
		parsed, err := time.Parse(time.RFC3339, plan.ExpiresAt.ValueString())
		if err != nil {
			resp.Diagnostics.AddAttributeError(path.Root("expires_at"), "Invalid expires_at Format",
				fmt.Sprintf("expires_at must be an RFC 3339 instant such as 2030-12-31T23:59:59Z: %s", err))
			return
		}
		expiresAt = &parsed
	}

	key, err := client.CreateProjectKey(ctx, project, plan.Name.ValueString(), expiresAt)
	if err != nil {
		resp.Diagnostics.AddError("Error Creating Project API Key", err.Error())
		return
	}
	plan.ProjectID = types.StringValue(project)
	plan.Value = text(key.Value)
	plan.refresh(key)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Read finds the key in the project's list, there being no call for a single one. It leaves project_id and value as they are.
func (r *projectAPIKey) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state projectAPIKeyModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.client(projectAPIKeyType, &resp.Diagnostics)
	project := r.project(state.ProjectID, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	keys, err := client.ProjectKeys(ctx, project)
	if err != nil {
		resp.Diagnostics.AddError("Error Reading Project API Key", err.Error())
		return
	}
	for i := range keys {
		if keys[i].ID == state.ID.ValueString() {
			state.refresh(&keys[i])
			resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
			return
		}
	}
	resp.State.RemoveResource(ctx)
}

// Update is never reached: every attribute that can be written replaces the key.
func (r *projectAPIKey) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("Project API Key Update Not Supported", "a project API key cannot be changed, only replaced")
}

func (r *projectAPIKey) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state projectAPIKeyModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.client(projectAPIKeyType, &resp.Diagnostics)
	project := r.project(state.ProjectID, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := client.DeleteProjectKey(ctx, project, state.ID.ValueString()); err != nil {
		resp.Diagnostics.AddError("Error Deleting Project API Key", err.Error())
	}
}

// ImportState takes `<key-id>` or `<project-id>/<key-id>`. A bare id leaves project_id null, also after the read.
func (r *projectAPIKey) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	project, key, err := splitImportID(req.ID)
	if err != nil {
		resp.Diagnostics.AddError("Invalid Import ID", fmt.Sprintf("%s; expected <key-id> or <project-id>/<key-id>", err))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), key)...)
	if project != "" {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("project_id"), project)...)
	}
}

// project is the resource's own project, else the provider's, and one that may be touched; else there is an error diagnostic.
func (r *projectAPIKey) project(own types.String, diags *diag.Diagnostics) string {
	if r.settings == nil {
		return ""
	}
	id := own.ValueString()
	if id == "" {
		id = r.settings.projectID
	}
	if id == "" {
		diags.AddAttributeError(path.Root("project_id"), "Missing Project ID",
			"no project is known for the key; set project_id on the resource or in the provider block, or ORY_PROJECT_ID in the "+
				"environment (on import: <project-id>/<key-id>)")
	} else if !r.settings.allows(id) {
		diags.AddAttributeError(path.Root("project_id"), "Project Not Allowed",
			fmt.Sprintf("project %s is not in allowed_project_ids (or ORY_ALLOWED_PROJECT_IDS), so nothing in it may be read or changed", id))
	}
	return id
}
