package ory

import (
	"os"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
)

const defaultConsoleURL = "https://api.console.ory.sh"

// providerModel is the provider block as it is written.
type providerModel struct {
	WorkspaceAPIKey types.String `tfsdk:"workspace_api_key"`
	ProjectAPIKey   types.String `tfsdk:"project_api_key"`
	ProjectID       types.String `tfsdk:"project_id"`
	ProjectSlug     types.String `tfsdk:"project_slug"`
	WorkspaceID     types.String `tfsdk:"workspace_id"`
	ConsoleAPIURL   types.String `tfsdk:"console_api_url"`
	ProjectAPIURL   types.String `tfsdk:"project_api_url"`
}

// settings is what the resources need of the provider block: the defaults for an owner, and the client. The client is nil
// without a workspace API key.
type settings struct {
	console     *console.Client
	projectID   string
	workspaceID string
}

// setting is the configured value, else the environment variable's, else the fallback. A value that is not known yet counts as
// absent here.
func setting(configured types.String, variable, fallback string) string {
	if text := configured.ValueString(); text != "" {
		return text
	}
	if text := os.Getenv(variable); text != "" {
		return text
	}
	return fallback
}
