import { TerraformStack, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, RotatingProjectApiKey, RotatingProjectApiKeyProps, RotationAdoption, RotationSchedule } from '../../../src';
import { Build, useFreshSandbox } from '../support/e2e';
import { DAY, instantAt } from '../support/instants';
import { CHECK_FAILED } from '../support/matchers';
import { DAYS, duringGeneration, STARTING_AT } from '../support/rotating';
import { Sequence } from '../support/sequence';

const e2e = useFreshSandbox();

const calendar = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });

/** A rotating key, by a calendar unless another schedule is given. */
const rotating = (props: Partial<RotatingProjectApiKeyProps> = {}, id = 'Key'): Build => (stack) => (
  void new RotatingProjectApiKey(stack, id, { name: 'ci', schedule: calendar, ...props })
);
const manual = (generation: number) => rotating({ schedule: RotationSchedule.manual(generation) });

/** Names of the keys that live, where two may share one. */
const namesAlive = () => e2e.sandbox.projectKeys().map(({ name }) => name).sort();
const idsAlive = () => e2e.sandbox.projectKeys().map(({ id }) => id);

describe('back to the first generation', () => {
  test('by a clock that is behind, and forward again: the later key is forgotten and lives, and another is made', async () => {
    // given
    const sequence = await Sequence.begin(e2e, rotating(), { now: duringGeneration(1) });
    const before = sequence.alive();

    // when
    await sequence.deploy(rotating(), { now: duringGeneration(0) });
    const settled = await sequence.settled();
    const back = sequence.alive();
    await sequence.deploy(rotating(), { now: duringGeneration(1) });

    // then
    expect(settled).toBe(true);
    expect(back).toEqual(before);
    expect(namesAlive()).toEqual(['ci (0)', 'ci (1)', 'ci (1)']);
    expect(idsAlive()).toEqual(expect.arrayContaining(Object.values(before)));
    expect(await sequence.settled()).toBe(true);
  });

  test('in the deploy that renames it, a deploy skipped', async () => {
    const sequence = await Sequence.begin(e2e, rotating(), { now: duringGeneration(1) });
    const before = sequence.alive();

    await sequence.deploy(rotating({ movedFrom: ['Key', 'Never'] }, 'New'), { now: duringGeneration(0) });

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.addresses()).toHaveLength(1);
    expect(await sequence.settled()).toBe(true);
  });

  test('by a number, of a key that was adopted: it is still there', async () => {
    // given
    const single: Build = (stack) => void new ProjectApiKey(stack, 'Single', { name: 'single' });
    const adopted = (generation: number) => rotating({ schedule: RotationSchedule.manual(generation), adopt: RotationAdoption.moveFrom('Single') });
    const sequence = await Sequence.begin(e2e, single);

    // when
    await sequence.deploy(adopted(0));
    await sequence.deploy(adopted(1));
    const before = sequence.alive();
    await sequence.deploy(adopted(0));

    // then
    expect(Object.keys(before)).toEqual(['ci (1)', 'single']);
    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

describe('a generation that is not the first', () => {
  test('and is gone back from by one destroys nothing, and nothing is made when it comes again', async () => {
    const sequence = await Sequence.begin(e2e, rotating(), { now: duringGeneration(3) });
    const before = sequence.alive();

    await sequence.deploy(rotating(), { now: duringGeneration(2) });
    await sequence.deploy(rotating(), { now: duringGeneration(3) });

    expect(Object.keys(before)).toEqual(['ci (2)', 'ci (3)']);
    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });
});

describe('a schedule that changes', () => {
  test('twice in a year of weekly deploys, with a clock that steps back, takes no key from the clients of the last deploy', async () => {
    // given
    const start = Date.parse(STARTING_AT);
    const first = RotationSchedule.every(30, { startingAt: STARTING_AT });
    const second = first.changingTo(60, { at: instantAt(start + 100 * DAY) });
    const third = second.changingTo(14, { at: instantAt(start + 250 * DAY), graceDays: 3 });
    const scheduleIn = (week: number) => (week < 12 ? first : week < 34 ? second : third);
    const sequence = await Sequence.begin(e2e, rotating({ schedule: first }), { now: instantAt(start) });
    const generations: number[] = [];
    let rendered = '';
    let held: string | undefined;

    // when
    for (let week = 1; week <= 52; week += 1) {
      const day = week * 7 - (week > 8 && week % 4 === 0 ? 15 : 0); // some deploys come from a machine whose clock is behind
      const key: { current?: RotatingProjectApiKey } = {};
      sequence.stack.change((stack) => {
        key.current = new RotatingProjectApiKey(stack, 'Key', { name: 'ci', schedule: scheduleIn(week) });
      }, { now: instantAt(start + day * DAY) });
      const json = JSON.stringify(sequence.stack.json());
      if (json !== rendered) { // the same once more would change nothing
        await sequence.stack.deploy({ mayDestroy: 1 });
        rendered = json;
      }
      if (held !== undefined) {
        expect(idsAlive()).toContain(held);
      }
      held = sequence.alive()[`ci (${key.current!.generation})`];
      generations.push(key.current!.generation);
    }

    // then
    const last = generations[generations.length - 1];
    expect([...new Set(generations)].sort((a, b) => a - b)).toEqual([...Array(last + 1).keys()]);
    expect(generations.some((generation, week) => generation < generations[week - 1])).toBe(true);
    expect(namesAlive()).toEqual([`ci (${last - 1})`, `ci (${last})`]);
    expect(await sequence.settled()).toBe(true);
  });

  test('from a number to the calendar keeps the key that clients hold', async () => {
    const sequence = await Sequence.begin(e2e, manual(2));
    const { 'ci (2)': held } = sequence.alive();
    const schedule = RotationSchedule.manual(2).changingTo(DAYS, { at: STARTING_AT });

    await sequence.deploy(rotating({ schedule }), { now: duringGeneration(0), destroys: 1 });

    expect(sequence.alive()).toEqual({ 'ci (2)': held, 'ci (3)': expect.any(String) });
    expect(await sequence.settled()).toBe(true);
  });

  test('in the deploy that renames the key rotates it once', async () => {
    const sequence = await Sequence.begin(e2e, rotating(), { now: duringGeneration(1) });
    const { 'ci (1)': held } = sequence.alive();
    const schedule = calendar.changingTo(90, { at: duringGeneration(1) });

    await sequence.deploy(rotating({ schedule, movedFrom: ['Key'] }, 'New'), { now: duringGeneration(1), destroys: 1 });

    expect(sequence.alive()).toEqual({ 'ci (1)': held, 'ci (2)': expect.any(String) });
    expect(await sequence.settled()).toBe(true);
  });
});

describe('a key that was made by hand, adopted by a rotation and then deleted in the Console', () => {
  test.each<[string, (stack: TerraformStack, id: string) => string]>([
    ['by its id', (_, id) => id],
    ['by an id that Terraform evaluates', (stack, id) => new TerraformVariable(stack, 'id', { type: 'string', default: id }).stringValue],
  ])('%s is followed by another, and each plan warns that the value that was given is not that one\'s', async (_, idIn) => {
    // given
    const { id, value } = e2e.sandbox.seedProjectKey({ name: 'by hand' });
    const build: Build = (stack, provider) => {
      const given = new TerraformVariable(stack, 'hand', { type: 'string', sensitive: true }).stringValue;
      rotating({ adopt: RotationAdoption.importKey(idIn(stack, id), given) })(stack, provider);
    };
    const step = { now: duringGeneration(0), variables: { hand: value } };
    const sequence = await Sequence.begin(e2e, build, step);

    // when
    e2e.sandbox.deleteProjectKey(id);
    await sequence.deploy(build, step);
    const { warnings } = await sequence.plan(step);

    // then
    expect(sequence.alive()).toEqual({ 'ci (0)': expect.not.stringMatching(id) });
    expect(warnings).toEqual([CHECK_FAILED]);
    expect(warnings[0].detail).toContain('a given value belongs to the other');
    expect(warnings[0].detail).not.toContain(value);
  });
});

test('another provider that has the established key goes on through rotations', async () => {
  // given
  const build: Build = (stack) => {
    const key = new RotatingProjectApiKey(stack, 'Key', { name: 'ci', schedule: calendar });
    const provider = new ory.OryProvider(stack, 'Runtime', { alias: 'runtime', projectApiKey: key.established.value, projectId: e2e.sandbox.projectId });
    new ProjectApiKey(stack, 'Other', { name: 'other', provider });
  };
  const sequence = await Sequence.begin(e2e, build, { now: duringGeneration(0) });
  const { other } = sequence.alive();

  // when
  for (const generation of [1, 2, 3]) {
    await sequence.deploy(build, { now: duringGeneration(generation), destroys: generation > 1 ? 1 : 0 });
  }

  // then
  expect(sequence.alive()).toEqual({ other, 'ci (2)': expect.any(String), 'ci (3)': expect.any(String) });
  expect(await sequence.settled()).toBe(true);
});

test('a schedule that changes when a period ends, deployed once a period, takes no key from the clients of the last deploy', async () => {
  // given
  const schedule = calendar.changingTo(7, { at: instantAt(Date.parse(STARTING_AT) + 3 * DAYS * DAY) });
  const build: Build = (stack) => void new RotatingProjectApiKey(stack, 'Key', { name: 'ci', schedule }).addSensitiveOutput('key');
  const days = [1, DAYS + 1, 2 * DAYS + 1, 3 * DAYS + 1, 3 * DAYS + 8, 3 * DAYS + 15];
  const [first, ...rest] = days.map((day) => instantAt(Date.parse(STARTING_AT) + day * DAY));
  const sequence = await Sequence.begin(e2e, build, { now: first });

  for (const [index, now] of rest.entries()) {
    // when
    const held = await sequence.stack.output('key');
    await sequence.deploy(build, { now, destroys: index === 0 ? 0 : 1 });

    // then
    expect(await e2e.sandbox.works(held)).toBe(true);
  }
  expect(Object.keys(sequence.alive())).toEqual(['ci (4)', 'ci (5)']);
  expect(sequence.stack.synthWarnings()).toEqual([]);
});
