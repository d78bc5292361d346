from cdktf import App, TerraformStack
from cdktf_ory_api_keys import ProjectApiKey, ory

app = App()
stack = TerraformStack(app, "identity")
ory.OryProvider(stack, "ory")  # project and bearer: ORY_PROJECT_ID, ORY_WORKSPACE_API_KEY

key = ProjectApiKey(stack, "Ci", name="ci", expires_at="2030-12-31T23:59:59Z")
key.add_sensitive_output("ci_key")
app.synth()
