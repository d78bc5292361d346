import { App, TerraformStack, Testing } from 'cdktf';
import { ory } from '../src';

test('the provider takes the projects that it may touch and the number of retries', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new ory.OryProvider(stack, 'ory', { allowedProjectIds: ['6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10'], maxRetries: 5 });

  expect(JSON.parse(Testing.synth(stack)).provider.ory).toEqual([{ allowed_project_ids: ['6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10'], max_retries: 5 }]);
});

test('the provider keeps what the generator gives it, and needs no configuration', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const provider = new ory.OryProvider(stack, 'ory');

  expect(provider.terraformProviderSource).toBe('ory/ory');
  expect(ory.OryProvider.tfResourceType).toBe('ory');
  expect(ory.OryProvider.generateConfigForImport(stack, 'Imported', 'id').toTerraform().import).toMatchObject([{ id: 'id' }]);
});
