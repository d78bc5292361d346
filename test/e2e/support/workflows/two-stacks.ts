/** An app of two stacks: `clients`, which comes first by name, reads the value of the key that `keys` rotates. */
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { ApiKeyInventory, ory, RotatingProjectApiKey, RotationSchedule } from '../../../../src';

const app = new App();
const [keys, clients] = ['keys', 'clients'].map((id) => {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `${process.cwd()}/${id}.tfstate` });
  return stack;
});
new ory.OryProvider(keys, 'ory', { projectId: process.env.ORY_PROJECT_ID });
const key = new RotatingProjectApiKey(keys, 'Key', { name: 'ci', schedule: RotationSchedule.manual(Number(process.env.GENERATION)) });
new ApiKeyInventory(keys, 'Inventory');
new TerraformOutput(clients, 'held', { value: key.value, sensitive: true });
app.synth();
