package ory

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
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

	AllowedProjectIDs types.List  `tfsdk:"allowed_project_ids"`
	MaxRetries        types.Int64 `tfsdk:"max_retries"`
}

// settings is what the resources need of the provider block: the defaults for an owner, the projects that may be touched, and the
// client. The client is nil without a workspace API key, the list without a restriction.
type settings struct {
	console     *console.Client
	projectID   string
	workspaceID string
	allowed     []string
}

// allows tells whether a project may be touched. Ids are compared as strings: the case of their letters counts.
func (s *settings) allows(project string) bool {
	return s.allowed == nil || slices.Contains(s.allowed, project)
}

// setting is the configured value, be it empty, else the environment variable's, else the fallback. A value that is not known yet
// counts as absent here.
func setting(configured types.String, variable, fallback string) string {
	if !configured.IsNull() && !configured.IsUnknown() {
		return configured.ValueString()
	}
	if text := os.Getenv(variable); text != "" {
		return text
	}
	return fallback
}

// allowedProjects is the configured list, else the comma-separated one of the environment, without blanks and empty entries; nil
// where nothing is left, which restricts nothing.
func allowedProjects(ctx context.Context, configured types.List, diags *diag.Diagnostics) []string {
	entries := strings.Split(os.Getenv("ORY_ALLOWED_PROJECT_IDS"), ",")
	if !configured.IsNull() && !configured.IsUnknown() {
		entries = nil
		diags.Append(configured.ElementsAs(ctx, &entries, false)...)
	}
	var allowed []string
	for _, entry := range entries {
		if id := strings.TrimSpace(entry); id != "" {
			allowed = append(allowed, id)
		}
	}
	return allowed
}

// maxRetries is the configured number, which the schema has checked, else the environment's, else the real provider's default.
func maxRetries(configured types.Int64, diags *diag.Diagnostics) int {
	if !configured.IsNull() && !configured.IsUnknown() {
		return int(configured.ValueInt64())
	}
	given := strings.TrimSpace(os.Getenv("ORY_MAX_RETRIES"))
	if given == "" {
		return console.DefaultMaxRetries
	}
	retries, err := strconv.Atoi(given)
	if err != nil || retries < 0 || retries > console.LargestMaxRetries {
		diags.AddError("Invalid ORY_MAX_RETRIES Value",
			fmt.Sprintf("ORY_MAX_RETRIES is %q; expected a whole number from 0 to %d", given, console.LargestMaxRetries))
	}
	return retries
}
