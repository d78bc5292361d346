/**
 * An app of two stacks: `clients`, which comes first by name, reads the value of the key that `keys` rotates. MORE makes so many keys
 * more, and SHOW takes the mark off the value.
 */
import { join } from 'node:path';
import { App, Fn, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { ApiKeyInventory, ory, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../../../src';

const app = new App();
const [keys, clients] = ['keys', 'clients'].map((id) => {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: join(process.cwd(), `${id}.tfstate`) });
  return stack;
});
new ory.OryProvider(keys, 'ory', { projectId: process.env.ORY_PROJECT_ID });
const generation = Number(process.env.GENERATION ?? 0);
const key = new RotatingProjectApiKey(keys, 'Key', { name: 'ci', schedule: RotationSchedule.manual(generation) });
new ApiKeyInventory(keys, 'Inventory');
new TerraformOutput(clients, 'held', { value: key.value, sensitive: true });
if (process.env.MORE) {
  const names = Array.from({ length: Number(process.env.MORE) }, (_, index) => `environment ${index}`);
  new ProjectApiKeySet(keys, 'More', { keys: Object.fromEntries(names.map((name) => [name, { name }])) });
}
if (process.env.SHOW) {
  new TerraformOutput(keys, 'shown', { value: Fn.nonsensitive(key.value) });
}
app.synth();
