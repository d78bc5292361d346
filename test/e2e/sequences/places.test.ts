import type { TerraformStack } from 'cdktf';
import { ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../../src';
import type { Sandbox } from '../../../sandbox';
import { tracksWorkspaceKeys } from '../support/capabilities';
import { useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { DAYS, duringGeneration, STARTING_AT } from '../support/rotating';
import { at, Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

const schedule = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });

/** A construct of the library that can be forgotten. */
interface Kept {
  forget(): void;
}

/** Makes a construct at a path. */
type Make = (stack: TerraformStack, path: string, movedFrom?: string[]) => Kept;

/** A construct of each kind, by what it is called in a title. Keys that are adopted were made by hand before. */
const KINDS: [string, (sandbox: Sandbox) => Make][] = [
  ['a key', () => (stack, path, movedFrom) => new ProjectApiKey(...at(stack, path), { name: 'plain', expiresAt: FAR, movedFrom })],
  ['a key with keepers', () => (stack, path, movedFrom) => (
    new ProjectApiKey(...at(stack, path), { name: 'kept', keepers: { incident: '1' }, preventDestroy: true, movedFrom })
  )],
  ['an adopted key', (sandbox) => {
    const { id: keyId } = sandbox.seedProjectKey({ name: 'by hand', expiresAt: FAR });
    return (stack, path, movedFrom) => ProjectApiKey.importExisting(...at(stack, path), { name: 'another name', keyId, movedFrom });
  }],
  ['a set', () => (stack, path, movedFrom) => (
    new ProjectApiKeySet(...at(stack, path), { keys: { production: { name: 'shop', expiresAt: FAR }, 'eu/staging': { name: 'shop staging' } }, movedFrom })
  )],
  ['a rotating key', () => (stack, path, movedFrom) => new RotatingProjectApiKey(...at(stack, path), { name: 'rotating', schedule, movedFrom })],
  ['a rotating key whose first generation was adopted', (sandbox) => {
    const { id } = sandbox.seedProjectKey({ name: 'handed over' });
    const adopt = RotationAdoption.importKey(id);
    return (stack, path, movedFrom) => new RotatingProjectApiKey(...at(stack, path), { name: 'adopting', schedule, adopt, movedFrom });
  }],
  ['a workspace key that is referred to', workspaceKey(ApiKeyTracking.REFERENCE)],
];

function workspaceKey(tracking: ApiKeyTracking): (sandbox: Sandbox) => Make {
  return (sandbox) => {
    const { id: keyId, owner: workspaceId } = sandbox.seedWorkspaceKey({ name: 'workspace' });
    return (stack, path, movedFrom) => new WorkspaceApiKey(...at(stack, path), { name: 'workspace', workspaceId, keyId, tracking, movedFrom });
  };
}

/** Renames a construct, skips a deploy, takes it to another scope and back, and forgets it at yet another place. */
async function walk(make: Make): Promise<void> {
  // given
  const now = duringGeneration(1); // a rotating key has both slots then
  const build = (path: string, movedFrom?: string[]) => (stack: TerraformStack) => void make(stack, path, movedFrom);
  const sequence = await Sequence.begin(e2e, build('Old'), { now });
  const before = sequence.alive();
  const addresses = (await sequence.addresses()).length;

  // when
  await sequence.deploy(build('New', ['Old']), { now });
  await sequence.deploy(build('Team/New', ['Old', 'New', 'Team/Never']), { now });
  await sequence.deploy(build('Old', ['New', 'Team/Never', 'Team/New']), { now });
  const settled = await sequence.settled();
  const kept = await sequence.addresses();
  await sequence.deploy((stack) => make(stack, 'Team/Last', ['New', 'Team/New', 'Old', 'Team/NeverEither']).forget(), { now });

  // then
  expect(settled).toBe(true);
  expect(kept).toHaveLength(addresses);
  expect(await sequence.addresses()).toEqual([]);
  expect(await sequence.settled()).toBe(true);
  expect(sequence.alive()).toEqual(before);
}

test.each(KINDS)('%s keeps its keys on its way through ids and scopes, a deploy skipped, until it is forgotten', (_, kind) => walk(kind(e2e.sandbox)));

(tracksWorkspaceKeys() ? test : test.skip)('a workspace key that is tracked keeps on its way, too', () => walk(workspaceKey(ApiKeyTracking.RESOURCE)(e2e.sandbox)));

test('all of them move in one deploy, and go in the next but one when they were forgotten', async () => {
  // given
  const kinds = KINDS.map(([, kind], index) => ({ id: `Old${index}`, make: kind(e2e.sandbox) }));
  const now = duringGeneration(1);
  const sequence = await Sequence.begin(e2e, (stack) => kinds.forEach(({ id, make }) => make(stack, id)), { now });
  const before = sequence.alive();

  // when
  await sequence.deploy((stack) => kinds.forEach(({ id, make }) => make(stack, `Team/${id}`, [id])), { now });
  await sequence.deploy((stack) => kinds.forEach(({ id, make }) => make(stack, `Team/${id}`).forget()), { now });
  await sequence.deploy(() => undefined);

  // then
  expect(sequence.alive()).toEqual(before);
  expect(Object.keys(before)).toHaveLength(10);
  expect(await sequence.addresses()).toEqual([]);
});
