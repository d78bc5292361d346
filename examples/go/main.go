// Every construct of the library in one app. The README beside tells which environment variables it reads.
package main

import (
	"fmt"
	"os"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys/ory"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func setting(name string) *string {
	value := os.Getenv(name)
	if value == "" {
		fmt.Fprintf(os.Stderr, "set the environment variable %s; README.md beside this file says to what\n", name)
		os.Exit(1)
	}
	return &value
}

func newAPIKeysStack(scope constructs.Construct, id string, projectID, workspaceID *string) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, &id)
	cdktf.NewLocalBackend(stack, &cdktf.LocalBackendConfig{Path: jsii.String("terraform.tfstate")})
	// The bearer comes from ORY_WORKSPACE_API_KEY, so that it stands in no file.
	ory.NewOryProvider(stack, jsii.String("ory"), &ory.OryProviderConfig{ProjectId: projectID})

	// A new key: replaced by Terraform when its name, expiry or keepers change, the new one first.
	deploy := oryapikeys.NewProjectApiKey(stack, jsii.String("Deploy"), &oryapikeys.ProjectApiKeyProps{
		Name:      jsii.String("ci-deploy"),
		ExpiresAt: setting("DEPLOY_KEY_EXPIRES_AT"),
		Keepers:   &map[string]*string{"incident": jsii.String("2026-001")},
	})
	deploy.AddSensitiveOutput(jsii.String("deploy_key"), &oryapikeys.SensitiveOutputOptions{
		Description: jsii.String("Bearer of the deploy job"),
	})
	deploy.StoreIn(jsii.String("Vault"), &recordSink{resource: "Record"})
	// Whoever uses the key is replaced with it.
	addConsumer(stack, deploy)

	// A project key that somebody made by hand: adopted, never replaced, never destroyed.
	legacyValue := cdktf.NewTerraformVariable(stack, jsii.String("legacy_key"), &cdktf.TerraformVariableConfig{
		Type:      jsii.String("string"),
		Sensitive: jsii.Bool(true),
	})
	legacy := oryapikeys.ProjectApiKey_ImportExisting(stack, jsii.String("Legacy"), &oryapikeys.ProjectApiKeyImportProps{
		Name:      jsii.String("legacy"),
		KeyId:     setting("LEGACY_KEY_ID"),
		ProjectId: projectID,
		Value:     legacyValue.StringValue(),
	})
	legacy.AddSensitiveOutput(jsii.String("legacy_key_value"), nil)

	// A workspace key, made in the Ory Console. REFERENCE is for provider releases without ory_workspace_api_key.
	tracking := oryapikeys.ApiKeyTracking_RESOURCE
	if os.Getenv("WORKSPACE_KEY_TRACKING") == "REFERENCE" {
		tracking = oryapikeys.ApiKeyTracking_REFERENCE
	}
	oryapikeys.NewWorkspaceApiKey(stack, jsii.String("Workspace"), &oryapikeys.WorkspaceApiKeyProps{
		Name:        jsii.String("terraform"),
		WorkspaceId: workspaceID,
		KeyId:       setting("WORKSPACE_KEY_ID"),
		Tracking:    tracking,
	})

	// Keys that change every 30 days while the one before stays valid.
	rotating := oryapikeys.NewRotatingProjectApiKey(stack, jsii.String("Rotating"), &oryapikeys.RotatingProjectApiKeyProps{
		Name: jsii.String("backend"),
		Schedule: oryapikeys.RotationSchedule_Every(jsii.Number(30), &oryapikeys.RotationScheduleOptions{
			StartingAt: setting("ROTATION_STARTS_AT"),
		}),
	})
	rotating.AddSensitiveOutput(jsii.String("backend_key"), nil)

	// A key an environment, as one resource.
	keys := map[string]*oryapikeys.ProjectApiKeySetEntry{}
	for _, environment := range []string{"production", "staging"} {
		keys[environment] = &oryapikeys.ProjectApiKeySetEntry{
			Name:      jsii.String("shop-" + environment),
			ExpiresAt: jsii.String("2099-12-31T23:59:59Z"),
		}
	}
	perEnvironment := oryapikeys.NewProjectApiKeySet(stack, jsii.String("PerEnvironment"), &oryapikeys.ProjectApiKeySetProps{Keys: &keys})
	perEnvironment.AddSensitiveOutput(jsii.String("shop_keys"), nil)

	// What there is, without a value: `terraform output -json | npx cdktf-ory-api-keys inventory`.
	oryapikeys.NewApiKeyInventory(stack, jsii.String("Inventory"), nil)
	return stack
}

func main() {
	defer jsii.Close()
	app := cdktf.NewApp(nil)
	stack := newAPIKeysStack(app, "api-keys", setting("ORY_PROJECT_ID"), setting("ORY_WORKSPACE_ID"))
	cdktf.Aspects_Of(stack).Add(oryapikeys.NewApiKeyPolicy(&oryapikeys.ApiKeyPolicyProps{
		NamePattern: jsii.String(`^[a-z0-9-]+( \(\d+\))?$`),
	}))
	app.Synth()
}
