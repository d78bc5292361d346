/** Deep imports, in the style of the prebuilt providers. */
import { ProjectApiKey } from 'cdktf-ory-api-keys/lib/project-api-key';
import { OryProvider } from 'cdktf-ory-api-keys/lib/ory/provider';
import { Testing, TerraformStack } from 'cdktf';
import * as whole from 'cdktf-ory-api-keys';

const stack = new TerraformStack(Testing.app(), 'identity');
new OryProvider(stack, 'ory');
const key: whole.ProjectApiKey = new ProjectApiKey(stack, 'Ci', { name: 'ci' });
if (whole.ProjectApiKey !== ProjectApiKey) {
  throw new Error('the deep import is another class than the index has');
}
key.addSensitiveOutput('ci_key');
console.log(Testing.synth(stack));
