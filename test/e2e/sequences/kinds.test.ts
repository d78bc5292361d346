import type { TerraformStack } from 'cdktf';
import { ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, ProjectApiKeySetEntry, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../../src';
import type { SandboxKey } from '../../../sandbox';
import { tracksWorkspaceKeys } from '../support/capabilities';
import { Build, useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { DAYS, duringGeneration, STARTING_AT } from '../support/rotating';
import { addressAt, Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

const schedule = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });
/** When the tests run, by the calendar of the rotating keys: both slots hold a key. */
const NOW = duringGeneration(1);

/** The key of the table's left column, where the key takes part in the right one. */
const NAME = 'shop';
const entry = { name: NAME, expiresAt: FAR };
const raw: Build = (stack) => void new ory.ProjectApiKey(stack, 'Raw', entry);
const single: Build = (stack) => void new ProjectApiKey(stack, 'Single', entry);
const set = (keys: Record<string, ProjectApiKeySetEntry>, id = 'Set'): Build => (stack) => void new ProjectApiKeySet(stack, id, { keys });
const member = set({ production: entry });
const rotating: Build = (stack) => void new RotatingProjectApiKey(stack, 'Rotating', { name: 'rotated', schedule });

const toSingle = (...movedFrom: string[]): Build => (stack) => void new ProjectApiKey(stack, 'New', { ...entry, movedFrom });
const toMember = (...movedFrom: string[]): Build => set({ live: { ...entry, movedFrom } }, 'New');
const toRotation = (place: string): Build => (stack) => void new RotatingProjectApiKey(stack, 'New', { name: 'new', schedule, adopt: RotationAdoption.moveFrom(place) });

/** How a key of one kind becomes one of another: what is deployed, the line that keeps the key, and which key comes to it. */
const PAIRS: [string, Build, Build, string?][] = [
  ['a raw binding becomes a key', raw, toSingle('ory_project_api_key.Raw')],
  ['a raw binding becomes a member of a set', raw, toMember('ory_project_api_key.Raw')],
  ['a raw binding becomes the first generation of a rotation', raw, toRotation('ory_project_api_key.Raw'), 'new (1)'],
  ['a key becomes a member of a set', single, toMember('Single')],
  ['a key becomes a member of a set, by its address', single, toMember(addressAt('Single'))],
  ['a key becomes the first generation of a rotation', single, toRotation('Single'), 'new (1)'],
  ['a key becomes the first generation of a rotation, by its address', single, toRotation(addressAt('Single')), 'new (1)'],
  ['a member of a set becomes a key', member, toSingle(addressAt('Set', 'production'))],
  ['a member of a set becomes one of another set', member, toMember(addressAt('Set', 'production'))],
  ['a member of a set becomes the first generation of a rotation', member, toRotation(addressAt('Set', 'production')), 'new (1)'],
  ['an environment that had been a key, and then a member of another set, while deploys were skipped', single, set({
    live: { ...entry, movedFrom: ['Single', addressAt('Set', 'production')], renamedFrom: ['once', 'twice'] },
  }, 'New')],
  ['a key that was renamed, became a member and is the first generation of a rotation now, while deploys were skipped', single, (stack) => {
    const adopt = RotationAdoption.moveFromPlaces(['Single', 'Renamed', addressAt('Set', 'production')]);
    new RotatingProjectApiKey(stack, 'New', { name: 'new', schedule, adopt });
  }, 'new (1)'],
  ['a key that was to become a member, and is a key elsewhere before that was deployed', single, toSingle('Single', addressAt('Set', 'production'))],
];

test.each(PAIRS)('%s, and lives', async (...[, from, to, made]) => {
  // given
  const sequence = await Sequence.begin(e2e, from, { now: NOW });
  const before = sequence.alive();

  // when
  await sequence.deploy(to, { now: NOW });

  // then
  expect(sequence.alive()).toEqual({ ...before, ...(made === undefined ? {} : { [made]: expect.any(String) }) });
  expect(await sequence.settled()).toBe(true);
});

describe('back from a rotation', () => {
  /** The two keys of a rotating key have names, and expiries, of their own: the calendar tells them. */
  const keyOf = (generation: number): ProjectApiKeySetEntry => ({ name: `rotated (${generation})`, expiresAt: expiryOf(generation) });
  const places = ['Rotating/SlotA', 'Rotating/SlotB'];

  test('both keys become keys', async () => {
    const sequence = await Sequence.begin(e2e, rotating, { now: NOW });
    const before = sequence.alive();

    await sequence.deploy((stack) => places.forEach((place, generation) => {
      new ProjectApiKey(stack, `Key${generation}`, { ...keyOf(generation), movedFrom: [place] });
    }));

    expect(sequence.alive()).toEqual(before);
    expect(Object.keys(before)).toEqual(['rotated (0)', 'rotated (1)']);
    expect(await sequence.settled()).toBe(true);
  });

  test('both keys become members of a set', async () => {
    const sequence = await Sequence.begin(e2e, rotating, { now: NOW });
    const before = sequence.alive();

    await sequence.deploy(set(Object.fromEntries(places.map((place, generation) => [`g${generation}`, { ...keyOf(generation), movedFrom: [place] }]))));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('the current key becomes a key, and the previous one, which is given no place, goes', async () => {
    const sequence = await Sequence.begin(e2e, rotating, { now: NOW });
    const { 'rotated (1)': current } = sequence.alive();

    await sequence.deploy((stack) => void new ProjectApiKey(stack, 'Key', { ...keyOf(1), movedFrom: ['Rotating/SlotB'] }), { destroys: 1 });

    expect(sequence.alive()).toEqual({ 'rotated (1)': current });
    expect(await sequence.settled()).toBe(true);
  });

  test('both keys become those of another rotation, whose generations count on', async () => {
    const sequence = await Sequence.begin(e2e, rotating, { now: NOW });
    const before = sequence.alive();

    await sequence.deploy((stack) => void new RotatingProjectApiKey(stack, 'New', {
      name: 'rotated', schedule: RotationSchedule.manual(1).changingTo(DAYS, { at: duringGeneration(2) }), movedFrom: ['Rotating'],
    }), { now: NOW });

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('a key that was adopted becomes a key again', async () => {
    const adopted: Build = (stack) => void new RotatingProjectApiKey(stack, 'Rotating', {
      name: 'rotated', schedule, adopt: RotationAdoption.moveFrom('Single'),
    });
    const sequence = await Sequence.begin(e2e, single, { now: duringGeneration(0) });
    const before = sequence.alive();

    await sequence.deploy(adopted, { now: duringGeneration(0) });
    await sequence.deploy(toSingle('Single', 'Rotating/SlotA'));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

describe('an adopted key', () => {
  let key: SandboxKey;

  beforeEach(() => {
    key = e2e.sandbox.seedProjectKey(entry);
  });

  const adopted = (movedFrom?: string[], id = 'Adopted'): Build => (stack) => (
    void ProjectApiKey.importExisting(stack, id, { name: 'whatever', keyId: key.id, movedFrom })
  );

  test.each([
    ['a key like any other', toSingle('Adopted')],
    ['a member of a set', toMember('Adopted')],
    ['the first generation of a rotation', toRotation('Adopted')],
  ])('becomes %s, and lives', async (_, to) => {
    const sequence = await Sequence.begin(e2e, adopted());

    await sequence.deploy(to, { now: duringGeneration(0) });

    expect(sequence.alive()).toEqual({ [NAME]: key.id });
    expect(await sequence.settled()).toBe(true);
  });

  test('of a rotation that is renamed is moved, and not imported a second time', async () => {
    const rotation = (id: string, movedFrom?: string[]): Build => (stack) => void new RotatingProjectApiKey(stack, id, {
      name: 'rotated', schedule, movedFrom, adopt: RotationAdoption.importKey(key.id),
    });
    const sequence = await Sequence.begin(e2e, rotation('Old'), { now: duringGeneration(0) });

    await sequence.deploy(rotation('New', ['Old']), { now: duringGeneration(0) });

    expect(sequence.alive()).toEqual({ [NAME]: key.id });
    expect(await sequence.addresses()).toEqual([addressAt('New/SlotA')]);
    expect(await sequence.settled()).toBe(true);
  });

  test('is imported where nothing is deployed yet that could move', async () => {
    const sequence = await Sequence.begin(e2e, adopted(['Old', 'Team/Old'], 'New'));

    expect(sequence.alive()).toEqual({ [NAME]: key.id });
    expect(await sequence.settled()).toBe(true);
  });
});

test.each([
  ['a raw binding', raw, 'ory_project_api_key.Raw'],
  ['a key', single, 'Single'],
  ['a member of a set', member, addressAt('Set', 'production')],
])('%s is adopted at another place, as if it had been made by hand', async (_, from, place) => {
  const sequence = await Sequence.begin(e2e, from);
  const made = sequence.alive();

  await sequence.deploy((stack) => void ProjectApiKey.importExisting(stack, 'New', { name: NAME, keyId: made[NAME], movedFrom: [place] }));

  expect(sequence.alive()).toEqual(made);
  expect(await sequence.settled()).toBe(true);
});

describe('there and back', () => {
  test('a key becomes a member of a set, is renamed there, and becomes the key again that it was', async () => {
    const sequence = await Sequence.begin(e2e, single);
    const before = sequence.alive();

    await sequence.deploy(set({ production: { ...entry, movedFrom: ['Single'] } }));
    await sequence.deploy(set({ live: { ...entry, movedFrom: ['Single'], renamedFrom: ['production'] } }));
    await sequence.deploy((stack) => void new ProjectApiKey(stack, 'Single', {
      ...entry, movedFrom: ['Single', addressAt('Set', 'production'), addressAt('Set', 'live')],
    }));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('a member of a set becomes a key, and the member again that it was', async () => {
    const sequence = await Sequence.begin(e2e, member);
    const before = sequence.alive();

    await sequence.deploy(toSingle(addressAt('Set', 'production')));
    await sequence.deploy(set({ production: { ...entry, movedFrom: [addressAt('Set', 'production'), 'New'] } }));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('a key is adopted by a rotation, forgotten there, and adopted by another, which goes on with it', async () => {
    // given
    const sequence = await Sequence.begin(e2e, single);
    const { [NAME]: id } = sequence.alive();
    const adopted = (name: string, adopt: RotationAdoption, generation: number) => (stack: TerraformStack) => (
      new RotatingProjectApiKey(stack, name, { name, schedule: RotationSchedule.manual(generation), adopt })
    );
    const [byMove, byImport] = [RotationAdoption.moveFrom('Single'), RotationAdoption.importKey(id)];

    // when
    await sequence.deploy((stack) => void adopted('First', byMove, 0)(stack));
    await sequence.deploy((stack) => adopted('First', byMove, 0)(stack).forget());
    await sequence.deploy((stack) => void adopted('Second', byImport, 0)(stack));
    await sequence.deploy((stack) => void adopted('Second', byImport, 1)(stack));

    // then
    expect(sequence.alive()).toEqual({ [NAME]: id, 'Second (1)': expect.any(String) });
    expect(await sequence.settled()).toBe(true);
  });
});

(tracksWorkspaceKeys() ? test : test.skip)('a workspace key is tracked, is referred to, and is tracked again', async () => {
  const { id: keyId, owner: workspaceId } = e2e.sandbox.seedWorkspaceKey({ name: 'workspace' });
  const track = (tracking: ApiKeyTracking) => (stack: TerraformStack) => void new WorkspaceApiKey(stack, 'Key', { name: 'workspace', workspaceId, keyId, tracking });
  const sequence = await Sequence.begin(e2e, track(ApiKeyTracking.RESOURCE));

  await sequence.deploy(track(ApiKeyTracking.REFERENCE));
  await sequence.deploy(track(ApiKeyTracking.RESOURCE));

  expect(sequence.alive()).toEqual({ workspace: keyId });
  expect(await sequence.settled()).toBe(true);
});

(tracksWorkspaceKeys() ? test : test.skip)('a raw binding of a workspace key becomes a WorkspaceApiKey', async () => {
  const { id: keyId, owner: workspaceId } = e2e.sandbox.seedWorkspaceKey({ name: 'workspace' });
  const sequence = await Sequence.begin(e2e, (stack) => new ory.WorkspaceApiKey(stack, 'Raw', { name: 'workspace', workspaceId }).importFrom(`${workspaceId}/${keyId}`));

  await sequence.deploy((stack) => void new WorkspaceApiKey(stack, 'Key', { name: 'workspace', workspaceId, keyId, movedFrom: ['ory_workspace_api_key.Raw'] }));

  expect(sequence.alive()).toEqual({ workspace: keyId });
  expect(await sequence.stack.state()).toEqual({ 'ory_workspace_api_key.Key_961B73FD': expect.objectContaining({ id: keyId }) });
  expect(await sequence.settled()).toBe(true);
});

/** When the key of a generation expires: two periods and a week after its start. */
function expiryOf(generation: number): string {
  const end = Date.parse(STARTING_AT) + ((generation + 2) * DAYS + 7) * 86_400_000;
  return `${new Date(end).toISOString().slice(0, 19)}Z`;
}
