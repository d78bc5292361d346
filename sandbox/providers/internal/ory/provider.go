// Package ory is a stand-in for the Ory Terraform provider, as far as API keys go.
package ory

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
)

// WithoutWorkspaceKeyVariable names the switch that leaves ory_workspace_api_key out when it is "1", as the tagged releases do.
const WithoutWorkspaceKeyVariable = "ORY_STANDIN_WITHOUT_WORKSPACE_API_KEY"

type oryProvider struct{ version string }

// New makes the provider. The version shows in the User-Agent of its requests.
func New(version string) provider.Provider {
	return &oryProvider{version}
}

func (p *oryProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "ory"
	resp.Version = p.version
}

func (p *oryProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"workspace_api_key":   schema.StringAttribute{Optional: true, Sensitive: true},
		"project_api_key":     schema.StringAttribute{Optional: true, Sensitive: true},
		"project_id":          schema.StringAttribute{Optional: true},
		"project_slug":        schema.StringAttribute{Optional: true},
		"workspace_id":        schema.StringAttribute{Optional: true},
		"console_api_url":     schema.StringAttribute{Optional: true},
		"project_api_url":     schema.StringAttribute{Optional: true},
		"allowed_project_ids": schema.ListAttribute{Optional: true, ElementType: types.StringType},
		"max_retries": schema.Int64Attribute{
			Optional:   true,
			Validators: []validator.Int64{int64validator.Between(0, console.LargestMaxRetries)},
		},
	}}
}

// Configure fails when neither key is given; one that is not known yet counts as absent. The project API's key, slug and URL are accepted and not used: no resource here
// calls that API.
func (p *oryProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	workspaceKey := setting(config.WorkspaceAPIKey, "ORY_WORKSPACE_API_KEY", "")
	projectKey := setting(config.ProjectAPIKey, "ORY_PROJECT_API_KEY", "")
	if workspaceKey == "" && projectKey == "" {
		resp.Diagnostics.AddError("Missing API Key Configuration",
			"the provider has neither workspace_api_key nor project_api_key; set one of them in the provider block, or "+
				"ORY_WORKSPACE_API_KEY or ORY_PROJECT_API_KEY in the environment")
		return
	}

	configured := &settings{
		projectID:   setting(config.ProjectID, "ORY_PROJECT_ID", ""),
		workspaceID: setting(config.WorkspaceID, "ORY_WORKSPACE_ID", ""),
		allowed:     allowedProjects(ctx, config.AllowedProjectIDs, &resp.Diagnostics),
	}
	retries := maxRetries(config.MaxRetries, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if workspaceKey != "" {
		url := setting(config.ConsoleAPIURL, "ORY_CONSOLE_API_URL", defaultConsoleURL)
		client, err := console.New(url, workspaceKey, "terraform-provider-ory/"+p.version, retries)
		if err != nil {
			resp.Diagnostics.AddAttributeError(path.Root("console_api_url"), "Invalid Console API URL", err.Error())
			return
		}
		configured.console = client
	}
	resp.ResourceData = configured
}

func (p *oryProvider) Resources(context.Context) []func() resource.Resource {
	if os.Getenv(WithoutWorkspaceKeyVariable) == "1" {
		return []func() resource.Resource{newProjectAPIKey}
	}
	return []func() resource.Resource{newProjectAPIKey, newWorkspaceAPIKey}
}

func (p *oryProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
