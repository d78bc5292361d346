import type { TerraformStack } from 'cdktf';
import { IApiKey, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../../src';
import { tracksWorkspaceKeys } from '../support/capabilities';
import { useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { AppSequence } from '../support/sequence';

const e2e = useFreshSandbox();

const STACKS = ['old', 'new'] as const;

const entry = { name: 'shop', expiresAt: FAR };

/** What makes keys that can be forgotten. */
type Make = (stack: TerraformStack) => { forget(): void };

const MAKES: [string, Make][] = [
  ['a key', (stack) => new ProjectApiKey(stack, 'Key', entry)],
  ['a key with keepers', (stack) => new ProjectApiKey(stack, 'Key', { ...entry, keepers: { incident: '1' } })],
  ['the only member of a set', (stack) => new ProjectApiKeySet(stack, 'Key', { keys: { production: entry } })],
  ['the first generation of a rotation', (stack) => new RotatingProjectApiKey(stack, 'Key', { name: 'shop', schedule: RotationSchedule.manual(0) })],
];

/** The only key that lives. */
const keyIdIn = (sequence: AppSequence<'old' | 'new'>) => Object.values(sequence.alive())[0];

test.each(MAKES)('%s is forgotten in one stack and imported into another, and lives', async (_, make) => {
  // given
  const sequence = await AppSequence.begin(e2e, STACKS, (stacks) => void make(stacks.old));
  const before = sequence.alive();
  const imported = (stack: TerraformStack) => void ProjectApiKey.importExisting(stack, 'Key', { name: 'shop', keyId: keyIdIn(sequence) });

  // when
  await sequence.deploy((stacks) => {
    make(stacks.old).forget();
    imported(stacks.new);
  });
  await sequence.deploy((stacks) => imported(stacks.new));

  // then
  expect(Object.values(before)).toHaveLength(1);
  expect(sequence.alive()).toEqual(before);
  expect(Object.keys(await sequence.stack('old').state())).toEqual([]);
  expect(await sequence.settled()).toBe(true);
});

test('a key goes to another stack and comes back, adopted', async () => {
  const sequence = await AppSequence.begin(e2e, STACKS, (stacks) => void new ProjectApiKey(stacks.old, 'Key', entry));
  const before = sequence.alive();
  const imported = (stack: TerraformStack) => ProjectApiKey.importExisting(stack, 'Key', { ...entry, keyId: keyIdIn(sequence) });

  await sequence.deploy((stacks) => {
    new ProjectApiKey(stacks.old, 'Key', entry).forget();
    imported(stacks.new);
  });
  await sequence.deploy((stacks) => {
    imported(stacks.new).forget();
    imported(stacks.old);
  });

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a member leaves a set of many for another stack, by way of a place of its own', async () => {
  // given
  const sequence = await AppSequence.begin(e2e, STACKS, ({ old }) => void new ProjectApiKeySet(old, 'Set', { keys: { eu: entry, us: { name: 'us' } } }));
  const before = sequence.alive();
  const rest = (stack: TerraformStack) => void new ProjectApiKeySet(stack, 'Set', { keys: { us: { name: 'us' } } });
  const [set] = Object.keys(await sequence.stack('old').state());

  // when
  await sequence.deploy((stacks) => {
    rest(stacks.old);
    new ProjectApiKey(stacks.old, 'Leaving', { ...entry, movedFrom: [set] }).forget();
    ProjectApiKey.importExisting(stacks.new, 'Key', { name: 'shop', keyId: before.shop });
  });

  // then
  expect(set).toContain('["eu"]');
  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a rotating key is forgotten in one stack, its current key is adopted by a rotation in another, and the previous one lives until it expires', async () => {
  // given
  const manual = RotationSchedule.manual(1);
  const sequence = await AppSequence.begin(e2e, STACKS, ({ old }) => void new RotatingProjectApiKey(old, 'Key', { name: 'ci', schedule: manual }));
  const before = sequence.alive();

  // when
  await sequence.deploy((stacks) => {
    new RotatingProjectApiKey(stacks.old, 'Key', { name: 'ci', schedule: manual }).forget();
    new RotatingProjectApiKey(stacks.new, 'Key', { name: 'ci', schedule: manual, adopt: RotationAdoption.importKey(before['ci (1)'], undefined, 1) });
  });

  // then
  expect(Object.keys(before)).toEqual(['ci (0)', 'ci (1)']);
  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

(tracksWorkspaceKeys() ? test : test.skip)('a workspace key goes from one stack to another', async () => {
  const { id: keyId, owner: workspaceId } = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
  const key = (stack: TerraformStack) => new WorkspaceApiKey(stack, 'Key', { name: 'deployments', workspaceId, keyId });
  const sequence = await AppSequence.begin(e2e, STACKS, (stacks) => void key(stacks.old));

  await sequence.deploy((stacks) => {
    key(stacks.old).forget();
    key(stacks.new);
  });

  expect(sequence.alive()).toEqual({ deployments: keyId });
  expect(await sequence.settled()).toBe(true);
});

test('a consumer in another stack loses nothing when the key that it reads moves', async () => {
  // given
  const build = (id: string, movedFrom?: string[]) => ({ old, new: reader }: Record<typeof STACKS[number], TerraformStack>) => {
    const key: IApiKey = new ProjectApiKey(old, id, { ...entry, movedFrom });
    ProjectApiKey.fromApiKeyAttributes(reader, 'Reference', { keyId: key.keyId, name: 'shop', value: key.value }).addSensitiveOutput('shop');
  };
  const sequence = await AppSequence.begin(e2e, STACKS, build('Key'));
  const before = sequence.alive();
  const held = await sequence.stack('new').output('shop');

  // when
  await sequence.deploy(build('New', ['Key']));

  // then
  expect(sequence.alive()).toEqual(before);
  expect(await sequence.stack('new').output('shop')).toBe(held);
  expect(await e2e.sandbox.works(held)).toBe(true);
  expect(await sequence.settled()).toBe(true);
});
