import { Aspects, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, Rfc3339, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey,
} from '../../../src';
import { Build, useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { aliveIn, Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

/** One construct of each kind whose keys have something to lose. */
const everything = (adoptedId: string, handedOverId: string) => (stack: TerraformStack): void => {
  ProjectApiKey.importExisting(stack, 'Adopted', { name: 'another name', keyId: adoptedId, expiresAt: FAR });
  new ProjectApiKey(stack, 'Kept', { name: 'kept', keepers: { incident: '1' }, preventDestroy: true });
  new ProjectApiKeySet(stack, 'Set', { keys: { production: { name: 'shop', expiresAt: FAR } }, preventDestroy: true });
  new RotatingProjectApiKey(stack, 'Rotating', { name: 'rotating', schedule: RotationSchedule.manual(1) });
  new RotatingProjectApiKey(stack, 'Adopting', { name: 'adopting', schedule: RotationSchedule.manual(1), adopt: RotationAdoption.importKey(handedOverId) });
};

/** Assigns a lifecycle to every resource of a stack, as an aspect does that knows nothing of keys. */
const assigning = (build: Build, lifecycle: TerraformResource['lifecycle']): Build => (stack, provider) => {
  build(stack, provider);
  Aspects.of(stack).add({
    visit: (node) => {
      if (TerraformResource.isTerraformResource(node)) {
        node.lifecycle = lifecycle;
      }
    },
  });
};

describe('an aspect that assigns lifecycle', () => {
  test.each<[string, TerraformResource['lifecycle']]>([
    ['nothing', undefined],
    ['createBeforeDestroy: false', { createBeforeDestroy: false }],
    ['preventDestroy: false', { preventDestroy: false }],
    ['ignoreChanges: all', { ignoreChanges: 'all' }],
  ])('%s destroys no key, and takes no guard from one', async (_, lifecycle) => {
    // given
    const [adopted, handedOver] = ['adopted', 'handed over'].map((name) => e2e.sandbox.seedProjectKey({ name }).id);
    const build = everything(adopted, handedOver);
    const sequence = await Sequence.begin(e2e, build);
    const before = sequence.alive();

    // when
    await sequence.deploy(assigning(build, lifecycle));

    // then
    expect(Object.keys(before)).toHaveLength(7);
    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('leaves a key with keepers replaceable by them alone', async () => {
    const key = (incident: string): Build => (stack) => void new ProjectApiKey(stack, 'Key', { name: 'ci', keepers: { incident } });
    const sequence = await Sequence.begin(e2e, assigning(key('1'), { createBeforeDestroy: true }));
    const before = sequence.alive();

    await sequence.deploy(assigning(key('2'), { createBeforeDestroy: true }), { destroys: 1 });

    expect(sequence.alive()).toEqual({ ci: expect.not.stringMatching(before.ci) });
    expect(await sequence.settled()).toBe(true);
  });
});

describe('a stack whose only Ory provider has an alias', () => {
  test('has its keys in that provider\'s project, not in the environment\'s, until they are forgotten', async () => {
    // given
    const { projectId, otherProjectId } = e2e.sandbox;
    const [adopted, handedOver] = ['adopted', 'handed over'].map((name) => e2e.sandbox.seedProjectKey({ name, projectId: otherProjectId }).id);
    const build = everything(adopted, handedOver);
    const options = { provider: { alias: 'only', projectId: otherProjectId }, env: { ORY_PROJECT_ID: projectId } };

    // when
    const sequence = await Sequence.begin(e2e, build, {}, options);
    const settled = await sequence.settled();
    const before = sequence.alive();
    await sequence.deploy((stack) => {
      build(stack);
      stack.node.children.forEach((child) => (child as Partial<ProjectApiKey>).forget?.());
    });

    // then
    expect(settled).toBe(true);
    expect(Object.keys(before)).toHaveLength(7);
    expect(sequence.alive()).toEqual(before);
    expect(e2e.sandbox.projectKeys()).toEqual([]);
    expect((await sequence.addresses()).filter((address) => address.startsWith('ory_'))).toEqual([]);
  });

  test('records a workspace key that is only referred to, which is Terraform\'s own business', async () => {
    const { workspaceId } = e2e.sandbox;
    const keyId = e2e.sandbox.seedWorkspaceKey({ name: 'ops' }).id;
    const build: Build = (stack) => void new WorkspaceApiKey(stack, 'Ops', { name: 'ops', workspaceId, keyId, tracking: ApiKeyTracking.REFERENCE });

    const sequence = await Sequence.begin(e2e, build, {}, { provider: { alias: 'only' } });

    expect(await sequence.settled()).toBe(true);
    expect(await sequence.addresses()).toEqual([expect.stringMatching(/^terraform_data\.Ops_/)]);
  });

  test('keeps its keys when the provider gets the alias later, and loses it again', async () => {
    const build: Build = (stack) => void new ProjectApiKey(stack, 'Key', { name: 'ci' });
    const sequence = await Sequence.begin(e2e, build);
    const before = sequence.alive();

    for (const alias of ['later', undefined]) {
      sequence.stack.change(build, { provider: { alias, projectId: e2e.sandbox.projectId } });
      await sequence.stack.deploy();
    }

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

describe('ids that begin with a digit, with other logical ids in their place', () => {
  test('deploy, move on, and are forgotten', async () => {
    const build: Build = (stack) => {
      const key = new ProjectApiKey(stack, '1st', { name: 'ci' });
      key.resource.overrideLogicalId('first');
      const set = new ProjectApiKeySet(stack, '2shop', { keys: { production: { name: 'shop' } } });
      set.resource.overrideLogicalId('shop');
      const rotating = new RotatingProjectApiKey(stack, '3', { name: 'rotating', schedule: RotationSchedule.manual(0) });
      (rotating.node.findChild('SlotA').node.findChild('Resource') as TerraformResource).overrideLogicalId('slot_a');
    };

    // when
    const sequence = await Sequence.begin(e2e, (stack, provider) => {
      build(stack, provider);
      (stack.node.findChild('2shop') as ProjectApiKeySet).get('production').addSensitiveOutput('shop');
    });
    const settled = await sequence.settled();
    const before = sequence.alive();
    await sequence.deploy((stack, provider) => {
      build(stack, provider);
      stack.node.children.forEach((child) => (child as Partial<ProjectApiKey>).forget?.());
    });

    // then
    expect(settled).toBe(true);
    expect(Object.keys(before)).toHaveLength(3);
    expect(sequence.alive()).toEqual(before);
  });
});

describe('what is written otherwise than before', () => {
  test('the project in capital letters keeps its keys', async () => {
    const build = (projectId: string): Build => (stack) => {
      new ProjectApiKey(stack, 'Key', { name: 'ci', projectId });
      new ProjectApiKeySet(stack, 'Set', { projectId, keys: { production: { name: 'shop' } } });
      new RotatingProjectApiKey(stack, 'Rotating', { name: 'rotating', projectId, schedule: RotationSchedule.manual(0) });
    };
    const sequence = await Sequence.begin(e2e, build(e2e.sandbox.projectId));
    const before = sequence.alive();

    await sequence.deploy(build(e2e.sandbox.projectId.toUpperCase()));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test.each([
    ['with a fraction of a second', '2090-12-31T23:59:59.500Z'],
    ['with an offset of zero', '2090-12-31T23:59:59+00:00'],
  ])('an expiry from a variable %s makes one key, and keeps it where a literal says the same instant', async (_, written) => {
    const entry = (stack: TerraformStack) => ({ expiresAt: new TerraformVariable(stack, 'expiry', { type: 'string', default: written }).stringValue });
    const build = (expiryOf: (stack: TerraformStack) => { expiresAt: string }): Build => (stack) => {
      const expiry = expiryOf(stack);
      new ProjectApiKey(stack, 'Key', { name: 'ci', ...expiry });
      new ProjectApiKeySet(stack, 'Set', { keys: { production: { name: 'shop', ...expiry } } });
    };
    const sequence = await Sequence.begin(e2e, build(entry));
    const before = sequence.alive();

    await sequence.deploy(build(() => ({ expiresAt: Rfc3339.normalize(written) })));

    expect(Object.keys(before)).toEqual(['ci', 'shop']);
    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

test('an app that is destroyed after everything was forgotten leaves the keys alive', async () => {
  const [adopted, handedOver] = ['adopted', 'handed over'].map((name) => e2e.sandbox.seedProjectKey({ name }).id);
  const build = everything(adopted, handedOver);
  const sequence = await Sequence.begin(e2e, build);
  const before = sequence.alive();

  await sequence.deploy((stack) => {
    build(stack);
    stack.node.children.forEach((child) => (child as Partial<ProjectApiKey>).forget?.());
  });
  await sequence.stack.destroy();

  expect(aliveIn(e2e.sandbox)).toEqual(before);
});
