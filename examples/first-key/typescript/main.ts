import { App, TerraformStack } from 'cdktf';
import { ory, ProjectApiKey } from 'cdktf-ory-api-keys';

const app = new App();
const stack = new TerraformStack(app, 'identity');
new ory.OryProvider(stack, 'ory'); // project and bearer: ORY_PROJECT_ID, ORY_WORKSPACE_API_KEY

const key = new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2030-12-31T23:59:59Z' });
key.addSensitiveOutput('ci_key');
app.synth();
