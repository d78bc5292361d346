package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys/ory"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func main() {
	defer jsii.Close()
	app := cdktf.NewApp(nil)
	stack := cdktf.NewTerraformStack(app, jsii.String("identity"))
	ory.NewOryProvider(stack, jsii.String("ory"), nil) // project and bearer: ORY_PROJECT_ID, ORY_WORKSPACE_API_KEY

	key := oryapikeys.NewProjectApiKey(stack, jsii.String("Ci"), &oryapikeys.ProjectApiKeyProps{
		Name:      jsii.String("ci"),
		ExpiresAt: jsii.String("2030-12-31T23:59:59Z"),
	})
	key.AddSensitiveOutput(jsii.String("ci_key"), nil)
	app.Synth()
}
