import type { TerraformStack } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet, ProjectApiKeySetEntry } from '../../../src';
import { useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { addressAt, Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

const set = (keys: Record<string, ProjectApiKeySetEntry>, id = 'Shop', movedFrom?: string[]) => (stack: TerraformStack): ProjectApiKeySet => (
  new ProjectApiKeySet(stack, id, { keys, movedFrom })
);

const first = { name: 'first', expiresAt: FAR };
const second = { name: 'second' };

test('an environment is renamed, deploy by deploy, and its old names are left in', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first, z: second }));
  const before = sequence.alive();

  await sequence.deploy(set({ b: { ...first, renamedFrom: ['a'] }, z: second }));
  await sequence.deploy(set({ 'eu/c': { ...first, renamedFrom: ['a', 'b'] }, z: second }));

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.addresses()).toEqual([addressAt('Shop', 'eu/c'), addressAt('Shop', 'z')]);
  expect(await sequence.settled()).toBe(true);
});

test('an environment that skipped a deploy is renamed from the name before last', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first }));
  const before = sequence.alive();

  await sequence.deploy(set({ d: { ...first, renamedFrom: ['a', 'b', 'c'] } }));

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('an environment gets its name back', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first }));
  const before = sequence.alive();

  await sequence.deploy(set({ b: { ...first, renamedFrom: ['a'] } }));
  await sequence.deploy(set({ a: { ...first, renamedFrom: ['a', 'b'] } }));

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a set and one of its environments are renamed in one deploy, and both once more', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first, z: second }));
  const before = sequence.alive();

  await sequence.deploy(set({ b: { ...first, renamedFrom: ['a'] }, z: second }, 'Store', ['Shop']));
  await sequence.deploy(set({ c: { ...first, renamedFrom: ['a', 'b'] }, y: { ...second, renamedFrom: ['z'] } }, 'Mall', ['Shop', 'Store', addressAt('Arcade')]));

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.addresses()).toEqual([addressAt('Mall', 'c'), addressAt('Mall', 'y')]);
  expect(await sequence.settled()).toBe(true);
});

test('a set is renamed while keys join it, one leaves it and one is dropped', async () => {
  // given
  const sequence = await Sequence.begin(e2e, (stack) => {
    set({ a: first, b: second, c: { name: 'third' } })(stack);
    new ProjectApiKey(stack, 'Single', { name: 'single' });
  });
  const { third, ...rest } = sequence.alive();

  // when
  await sequence.deploy((stack) => {
    set({ a: first, joined: { name: 'single', movedFrom: ['Single'] }, fresh: { name: 'fresh' } }, 'Store', ['Shop'])(stack);
    new ProjectApiKey(stack, 'Left', { ...second, movedFrom: [addressAt('Store', 'b')] });
  }, { destroys: 1 });

  // then
  expect(third).toBeDefined();
  expect(sequence.alive()).toEqual({ ...rest, fresh: expect.any(String) });
  expect(await sequence.settled()).toBe(true);
});

test('a member leaves a set that is renamed in the same deploy, by the address that the state still shows', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first, z: second }));
  const before = sequence.alive();

  await sequence.deploy((stack) => {
    set({ a: first }, 'Store', ['Shop'])(stack);
    new ProjectApiKey(stack, 'Left', { ...second, movedFrom: [addressAt('Shop', 'z')] });
  });

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a set that grows so large that its names become locals keeps its keys, is renamed with an environment, shrinks and is forgotten', async () => {
  // given
  const many = (count: number, environment = 'env0', renamedFrom?: string[]) => Object.fromEntries([...Array(count).keys()].map((index) => (
    index === 0 ? [environment, { name: 'key 0', renamedFrom }] : [`env${index}`, { name: `key ${index}`, expiresAt: index % 2 ? FAR : undefined }]
  )));
  const sequence = await Sequence.begin(e2e, set(many(49)));
  const before = sequence.alive();

  // when
  await sequence.deploy(set(many(52)));
  const grown = sequence.alive();
  await sequence.deploy(set(many(52, 'first', ['env0']), 'Store', ['Shop']));
  const settled = await sequence.settled();
  await sequence.deploy(set(many(50, 'first', ['env0']), 'Store', ['Shop']), { destroys: 2 });
  await sequence.deploy((stack) => set(many(50, 'first', ['env0']), 'Store', ['Shop'])(stack).forget());

  // then
  const kept = Object.fromEntries(Object.entries(grown).filter(([name]) => name !== 'key 50' && name !== 'key 51'));
  expect(grown).toMatchObject(before);
  expect(settled).toBe(true);
  expect(sequence.alive()).toEqual(kept);
  expect(await sequence.addresses()).toEqual([]);
});

test('an environment that takes the name of one that goes in the same deploy takes both keys along: that is for two deploys', async () => {
  // given
  const sequence = await Sequence.begin(e2e, set({ a: first, b: second }));
  const { first: kept } = sequence.alive();

  // when
  await sequence.deploy(set({ a: first }), { destroys: 1 });
  await sequence.deploy(set({ b: { ...first, renamedFrom: ['a'] } }));
  const inTwo = sequence.alive();
  await sequence.deploy(set({ b: first, c: second }));
  await sequence.deploy(set({ c: { ...first, renamedFrom: ['b'] } }), { destroys: 2 });

  // then
  expect(inTwo).toEqual({ first: kept });
  expect(sequence.alive()).toEqual({ first: expect.not.stringMatching(kept) });
  expect(await sequence.settled()).toBe(true);
});

test('a set is forgotten in the deploy that renames it and an environment', async () => {
  const sequence = await Sequence.begin(e2e, set({ a: first, z: second }));
  const before = sequence.alive();

  await sequence.deploy((stack) => set({ b: { ...first, renamedFrom: ['a'] }, z: second }, 'Store', ['Shop'])(stack).forget());
  await sequence.deploy(() => undefined);

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.addresses()).toEqual([]);
});
