import { Aspects, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule } from '../../../src';
import { Build, useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { addressAt, Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

const rotating = (props: object = {}): Build => (stack) => void new RotatingProjectApiKey(stack, 'Rotating', { name: 'ci', schedule: RotationSchedule.manual(1), ...props });
const set: Build = (stack) => void new ProjectApiKeySet(stack, 'Set', { keys: { production: { name: 'ci' } } });
const single: Build = (stack) => void new ProjectApiKey(stack, 'Single', { name: 'ci' });

/** Gives every resource of keys a logical id of its own, as a team does that wants no hashes in its addresses. */
function overrideAll(stack: TerraformStack, prefix: string): void {
  stack.node.findAll().forEach((node) => {
    if (TerraformResource.isTerraformResource(node)) {
      node.overrideLogicalId(`${prefix}_${node.node.path.replace(/\W/g, '_')}`);
    }
  });
}

test('logical ids that are overridden in a later deploy, and an environment renamed meanwhile, keep every key', async () => {
  // given
  const { id: keyId } = e2e.sandbox.seedProjectKey({ name: 'adopted' });
  const build = (environment: string, renamedFrom: string[]): Build => (stack) => {
    new ProjectApiKey(stack, 'Kept', { name: 'kept', keepers: { release: '4' } });
    ProjectApiKey.importExisting(stack, 'Adopted', { name: 'adopted', keyId });
    new ProjectApiKeySet(stack, 'Set', { keys: { [environment]: { name: 'shop', renamedFrom } } });
    new RotatingProjectApiKey(stack, 'Rotating', { name: 'ci', schedule: RotationSchedule.manual(1) });
  };
  const sequence = await Sequence.begin(e2e, build('production', []));
  const before = sequence.alive();

  // when
  await sequence.deploy((stack, provider) => {
    build('live', ['production'])(stack, provider);
    overrideAll(stack, 'my');
  });

  // then
  expect(Object.keys(before)).toEqual(['adopted', 'ci (0)', 'ci (1)', 'kept', 'shop']);
  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('an aspect that gives every resource another provider has keys adopted, and made, in the project of that', async () => {
  // given
  const { otherProjectId: projectId } = e2e.sandbox;
  const [adopted, handedOver] = ['adopted', 'handed over'].map((name) => e2e.sandbox.seedProjectKey({ name, projectId }).id);
  const build: Build = (stack) => {
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId });
    ProjectApiKey.importExisting(stack, 'Adopted', { name: 'another name', keyId: adopted });
    new RotatingProjectApiKey(stack, 'Adopting', { name: 'ci', schedule: RotationSchedule.manual(1), adopt: RotationAdoption.importKey(handedOver) });
    Aspects.of(stack).add({ visit: (node) => void (TerraformResource.isTerraformResource(node) && (node.provider = provider)) });
  };

  // when
  const sequence = await Sequence.begin(e2e, build);
  await sequence.deploy(build);

  // then
  expect(sequence.alive()).toEqual({ adopted, 'handed over': handedOver, 'ci (1)': expect.any(String) });
  expect(e2e.sandbox.projectKeys()).toEqual([]);
  expect(await sequence.settled()).toBe(true);
});

describe('is refused at synth, and the keys live:', () => {
  const adopting = (keyId: string, change: (key: ProjectApiKey) => void = () => undefined, props: object = {}): Build => (stack) => {
    change(ProjectApiKey.importExisting(stack, 'Adopted', { name: 'another name', keyId, expiresAt: FAR, preventDestroy: false, ...props }));
  };

  test.each<[string, Build, (id: string) => Build, string]>([
    ['the place of one member for a whole set', set, () => (stack) => void new ProjectApiKeySet(stack, 'New', {
      keys: { production: { name: 'ci' } }, movedFrom: [addressAt('Set', 'production')],
    }), 'the place of one key was given'],
    ['a slot for a whole set', rotating(), () => (stack) => void new ProjectApiKeySet(stack, 'New', {
      keys: { production: { name: 'ci (1)' } }, movedFrom: ['Rotating/SlotB'],
    }), 'the place of one key was given'],
    ['a slot for a rotating key', rotating(), () => (stack) => void new RotatingProjectApiKey(stack, 'New', {
      name: 'ci', schedule: RotationSchedule.manual(1), movedFrom: ['Rotating/SlotB'],
    }), 'a slot of a rotating key was given'],
    ['keepers for a key that comes from a slot', rotating({ schedule: RotationSchedule.manual(0) }), () => (stack) => void new ProjectApiKey(stack, 'New', {
      name: 'ci (0)', keepers: { release: '4' }, movedFrom: ['Rotating/SlotA'],
    }), 'keepers were given to a key'],
    ['a place in place of an adoption', single, () => rotating({ adopt: 'Single' }), 'expected RotationAdoption'],
    ['a list of keys in another order', set, () => (stack) => void new ProjectApiKeySet(stack, 'Set', { keys: [{ name: 'ci' }] as never }), 'a list was given'],
    ['"false" for adoptChanges', single, (id) => adopting(id, undefined, { adoptChanges: 'false' }), 'adoptChanges: "false" was given'],
    ['a variable for adoptChanges', single, (id) => (stack, provider) => {
      const { booleanValue } = new TerraformVariable(stack, 'adopt', { type: 'bool', default: false });
      adopting(id, undefined, { adoptChanges: booleanValue })(stack, provider);
    }, 'adoptChanges: a value of type object was given'],
    ['an override that takes the lifecycle away', single, (id) => adopting(id, ({ resource }) => resource.addOverride('lifecycle', null)), 'takes away the lifecycle'],
  ])('%s', async (_what, from, to, problem) => {
    const sequence = await Sequence.begin(e2e, from);
    const before = sequence.alive();

    const deploy = sequence.deploy(to(Object.values(before)[0]));

    await expect(deploy).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining(problem) });
    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

test('a key that is let go of at its old place, and adopted by importExisting or a rotation at a new one, in one deploy', async () => {
  // given
  const keys = ['first', 'second'];
  const old = (stack: TerraformStack) => keys.map((name) => new ProjectApiKey(stack, `Old-${name}`, { name }));
  const sequence = await Sequence.begin(e2e, (stack) => void old(stack));
  const before = sequence.alive();
  const adopted = (stack: TerraformStack) => {
    ProjectApiKey.importExisting(stack, 'New', { name: 'first', keyId: before.first });
    new RotatingProjectApiKey(stack, 'Rotating', { name: 'ci', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(before.second) });
  };

  // when
  await sequence.deploy((stack) => {
    old(stack).forEach((key) => key.forget());
    adopted(stack);
  });
  await sequence.deploy(adopted);

  // then
  expect(sequence.alive()).toEqual(before);
  expect((await sequence.addresses()).filter((address) => address.startsWith('ory_')).sort()).toEqual([addressAt('New'), addressAt('Rotating/SlotA')].sort());
  expect(await sequence.settled()).toBe(true);
});
