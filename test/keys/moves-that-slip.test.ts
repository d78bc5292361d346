import { TerraformResource, TerraformStack } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { newApp, newStack, onlyWarningsOf, problemOf, render, synthApp, thrownBy } from '../support/stacks';

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

describe('a logical id of one slot alone', () => {
  const synth = (override: (key: RotatingProjectApiKey, slots: readonly TerraformResource[]) => void) => () => {
    const app = newApp();
    const key = new RotatingProjectApiKey(newStack(app), 'Key', { name: 'k', schedule: RotationSchedule.manual(1) });
    override(key, ['SlotA', 'SlotB'].map((slot) => key.node.findChild(slot).node.findChild('Resource') as TerraformResource));
    return synthApp(app);
  };

  test.each<[string, (key: any) => TerraformResource]>([['current', ({ current }) => current.resource], ['previous', ({ previous }) => previous.resource]])(
    'fails synth, since it would go to the other slot at the next rotation: of %s', (_which, resourceOf) => {
      expect(thrownBy(synth((key) => resourceOf(key).overrideLogicalId('backend'))).message)
        .toContain('stack/Key: the logical id of one of its slots is overridden, and not that of the other: where it is given to current or previous, the next rotation destroys the key that clients hold; '
          + 'expected one for each slot, which it keeps: override both, found by SlotA and SlotB');
    },
  );

  test('is no matter where both have one, or the key is forgotten', () => {
    expect(Object.keys(synth((_key, slots) => slots.forEach((slot, index) => slot.overrideLogicalId(`slot_${index}`)))().json('stack').resource.ory_project_api_key)).toEqual(['slot_0', 'slot_1']);
    expect(synth((key, [slot]) => {
      slot.overrideLogicalId('slot');
      key.forget();
    })().json('stack').removed).toHaveLength(2);
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
