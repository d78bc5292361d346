/** The least of an app, as TypeScript users write it: values and types by their names. */
import { Aspects, Testing, TerraformStack } from 'cdktf';
import { ApiKeyInventory, ApiKeyPolicy, type IApiKey, ory, ProjectApiKey, type ProjectApiKeyProps, Rfc3339 } from 'cdktf-ory-api-keys';

const props: ProjectApiKeyProps = { name: 'ci', expiresAt: Rfc3339.normalize('2099-12-31T23:59:59.000Z') };

/** The stack as JSON, with one key, its output and its policy. */
export function synthesize(): string {
  const stack = new TerraformStack(Testing.app(), 'identity');
  new ory.OryProvider(stack, 'ory', { projectId: '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10' });
  const key: IApiKey = new ProjectApiKey(stack, 'Ci', props);
  key.addSensitiveOutput('ci_key');
  new ApiKeyInventory(stack, 'Inventory');
  Aspects.of(stack).add(new ApiKeyPolicy({ requireExpiry: true }));
  return Testing.synth(stack, true);
}
