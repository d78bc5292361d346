package ory

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/console"
)

// configured is embedded by both resources: it receives the provider's settings.
type configured struct{ settings *settings }

// Configure is called without data while a configuration is only validated.
func (c *configured) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	if req.ProviderData == nil {
		return
	}
	given, ok := req.ProviderData.(*settings)
	if !ok {
		resp.Diagnostics.AddError("Unexpected Provider Data", fmt.Sprintf("expected *settings, got %T", req.ProviderData))
		return
	}
	c.settings = given
}

// client is the Console API's client, or nil and an error diagnostic.
func (c *configured) client(resourceType string, diags *diag.Diagnostics) *console.Client {
	if c.settings == nil || c.settings.console == nil {
		diags.AddError("Missing Workspace API Key",
			resourceType+" is managed through the console API, which needs workspace_api_key in the provider block or "+
				"ORY_WORKSPACE_API_KEY in the environment; project_api_key does not do")
		return nil
	}
	return c.settings.console
}
