import { TerraformResource, TerraformStack } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { newApp, newStack, onlyWarningsOf, problemOf, render } from '../support/stacks';

const keepers = { release: '4' };

describe('a logical id that is overridden', () => {
  test('moves the resource, and each of its keepers, from the usual one', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Key', { name: 'k', keepers, movedFrom: ['Old'] });

    key.resource.overrideLogicalId('first');
    key.resource.overrideLogicalId('ci');
    (key.node.findChild('Keepers') as TerraformResource).overrideLogicalId('ci_keepers');

    expect(render(stack).moved).toEqual([
      { from: 'ory_project_api_key.Old_F7E39C65', to: 'ory_project_api_key.Key_961B73FD' },
      { from: 'ory_project_api_key.Key_961B73FD', to: 'ory_project_api_key.ci' },
      { from: 'terraform_data.Old_Keepers_B9BD96D1', to: 'terraform_data.Key_Keepers_8F2AC87A' },
      { from: 'terraform_data.Key_Keepers_8F2AC87A', to: 'terraform_data.ci_keepers' },
    ]);
  });

  test('and taken back moves nothing', () => {
    const stack = newStack();
    const { resource } = new ProjectApiKey(stack, 'Key', { name: 'k' });

    resource.overrideLogicalId('ci');
    resource.resetOverrideLogicalId();

    expect(render(stack).moved).toBeUndefined();
  });

  test('is warned of in the first generation of a rotating key, which does not know that of the other slot', () => {
    const warnings = (generation: number) => {
      const app = newApp();
      const key = new RotatingProjectApiKey(newStack(app), 'Key', { name: 'k', schedule: RotationSchedule.manual(generation) });
      key.node.children.flatMap(({ node }) => node.tryFindChild('Resource') ?? []).forEach((resource) => (resource as TerraformResource).overrideLogicalId(`ci_${resource.node.scope!.node.id}`));
      return onlyWarningsOf(app).filter((warning) => warning.includes('is overridden'));
    };

    expect([0, 1].map(warnings)).toEqual([[expect.stringContaining('an apply destroys its key')], []]);
  });
});

describe('a place of another kind', () => {
  const manual = RotationSchedule.manual(0);

  test.each<[string, (stack: TerraformStack) => unknown, string]>([
    ['a member of a set, for a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, movedFrom: ['ory_project_api_key.Shop_563325D0["dev"]'] }),
      'the place of one key was given'],
    ['a slot, for a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, movedFrom: ['Old/SlotA'] }), 'the place of one key was given'],
    ['a slot, for a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: manual, movedFrom: ['Old/SlotB'] }), 'a slot of a rotating key was given'],
    ['a slot, for a key with keepers', (stack) => new ProjectApiKey(stack, 'K', { name: 'k (1)', keepers, movedFrom: ['Old', 'Old/SlotB'] }), 'keepers were given to a key'],
    ['what no construct can be called', (stack) => new ProjectApiKey(stack, 'K', { name: 'k', movedFrom: ['Team/constructor'] }), 'is no place of a key'],
  ])('fails: %s', (_what, make, problem) => {
    expect(problemOf(() => make(newStack()))).toContain(problem);
  });
});
