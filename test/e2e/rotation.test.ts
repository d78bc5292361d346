import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { ory, ProjectApiKey, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { whileCalling } from './support/client';
import { Build, useSandbox } from './support/e2e';
import { DAYS, duringGeneration, namesIn, rotating, STARTING_AT } from './support/rotating';

/** From this generation on a rotation destroys the key of the generation before the previous. */
const destroys = (generation: number) => ({ destroys: generation >= 2 ? 1 : 0 });

describe('a client that has the key of the last deploy', () => {
  const e2e = useSandbox();

  test.each<[string, (name: string) => Build]>([
    ['the raw binding', (name) => (stack) => {
      new TerraformOutput(stack, 'key', { value: new ory.ProjectApiKey(stack, 'Key', { name }).value, sensitive: true });
    }],
    ['ProjectApiKey, although the new key is created first', (name) => (stack) => {
      new ProjectApiKey(stack, 'Key', { name }).addSensitiveOutput('key');
    }],
  ])('is refused when the key is replaced by %s', async (_, build) => {
    // given
    const stack = await e2e.rawStack(build('ci 1'));
    await stack.deploy();

    // when
    stack.change(build('ci 2'));
    const { refusals } = await whileCalling(e2e.sandbox, await stack.output('key'), () => stack.deploy());

    // then
    expect(refusals).toBeGreaterThan(0);
  });

  test('is not refused once in 20 rotations', async () => {
    // given
    const stack = await e2e.stack(rotating(), { now: duringGeneration(0) });
    await stack.deploy();
    const first = await stack.output('key');
    const seen = new Set([first]);

    // when
    const { calls, refusals } = await whileCalling(e2e.sandbox, first, async (client) => {
      for (let generation = 1; generation <= 20; generation += 1) {
        stack.change(rotating(), { now: duringGeneration(generation) });
        await stack.deploy(destroys(generation));
        const next = await stack.output('key');
        seen.add(next);
        client.use(next);
      }
    });

    // then
    expect(refusals).toBe(0);
    expect(calls).toBeGreaterThan(200);
    expect(seen.size).toBe(21);
    expect(namesIn(await stack.state())).toEqual(['ci (19)', 'ci (20)']);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('is not refused while the API answers 429 and 500 in between, and deploys are tried again', async () => {
    // given
    const stack = await e2e.stack(rotating({ name: 'faulty' }), { now: duringGeneration(1) });
    await stack.deploy();

    // when
    const { refusals } = await whileCalling(e2e.sandbox, await stack.output('key'), async (client) => {
      for (const [generation, method] of [[2, 'POST'], [3, 'DELETE'], [4, 'GET']] as const) {
        stack.change(rotating({ name: 'faulty' }), { now: duringGeneration(generation) });
        e2e.sandbox.fault({ kind: 'status', status: 429, method, retryAfter: 0, times: 2 });
        e2e.sandbox.fault({ kind: 'status', status: 500, method, times: 10 });
        expect((await stack.apply({ mayDestroy: 1 })).ok).toBe(false);
        e2e.sandbox.clearFaults();
        await stack.deploy({ mayDestroy: 1 });
        client.use(await stack.output('key'));
      }
    });

    // then
    expect(refusals).toBe(0);
    expect(namesIn(await stack.state())).toEqual(['faulty (3)', 'faulty (4)']);
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('RotatingProjectApiKey', () => {
  const e2e = useSandbox();

  test('gives byte-identical JSON at two instants of one generation, and the plan is clean', async () => {
    // given
    const early = '2027-01-01T00:00:00Z';
    const every = { schedule: RotationSchedule.every(DAYS, { startingAt: early }) };
    const stack = await e2e.stack(rotating(every), { now: '2027-01-31T00:00:00Z' });
    const read = () => readFileSync(join(stack.terraform.dir, 'cdk.tf.json'), 'utf8');
    const first = read();
    await stack.deploy();

    // when
    stack.change(rotating(every), { now: '2027-03-01T23:59:59Z' });

    // then
    expect(read()).toBe(first);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('has each key expire after its own period, the next one and the grace', async () => {
    const stack = await e2e.stack(rotating({ schedule: RotationSchedule.every(DAYS, { startingAt: '2090-01-01T00:00:00Z', graceDays: 3 }) }), { now: '2090-02-01T00:00:00Z' });

    await stack.deploy();

    const expiries = Object.values(await stack.state()).map(({ name, expires_at: expiresAt }) => [name, expiresAt]).sort();
    expect(expiries).toEqual([['ci (0)', '2090-03-05T00:00:00Z'], ['ci (1)', '2090-04-04T00:00:00Z']]);
  });

  test.each([
    [2, 'the slot that the held key is in: that key goes with the apply', false],
    [3, 'the other slot: the held key stays', true],
    [6, 'the slot that the held key is in: that key goes with the apply', false],
  ])('converges in one apply after %i periods, whose key takes %s', async (periods, _, survives) => {
    // given
    const name = `missed ${periods}`;
    const stack = await e2e.stack(rotating({ name }), { now: duringGeneration(1) });
    await stack.deploy();
    const held = await stack.output('key');

    // when
    stack.change(rotating({ name }), { now: duringGeneration(1 + periods) });
    await stack.deploy({ destroys: 1 });

    // then
    expect(stack.synthInfos()).toEqual([expect.stringContaining(`an apply makes its key in Slot${periods % 2 ? 'A' : 'B'}`)]);
    expect(await e2e.sandbox.works(held)).toBe(survives);
    expect(await e2e.sandbox.works(await stack.output('key'))).toBe(true);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('updates the consumers in the stack after the new key is there and before an old one goes', async () => {
    // given
    const build: Build = (scope) => {
      const key = new RotatingProjectApiKey(scope, 'Key', { name: 'consumed', schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT }) });
      new NullProvider(scope, 'Null');
      new NullResource(scope, 'Consumer', { triggers: { key: key.keyId } });
    };
    const stack = await e2e.stack(build, { now: duringGeneration(1) });
    await stack.deploy();

    // when
    stack.change(build, { now: duringGeneration(2) });
    const result = await stack.terraform.apply();

    // then
    const at = (pattern: RegExp) => result.stdout.search(pattern);
    const order = [at(/ory_project_api_key\.\S+: Creation complete/), at(/null_resource.Consumer: Creation complete/), at(/ory_project_api_key\.\S+ \(deposed object \S+\): Destroying/)];
    expect(result.exitCode).toBe(0);
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('destroys nothing when a manual generation is taken back by one', async () => {
    // given
    const manual = (generation: number) => rotating({ name: 'manual', schedule: RotationSchedule.manual(generation) });
    const stack = await e2e.stack(manual(2));
    await stack.deploy();
    const second = await stack.output('key');
    stack.change(manual(3));
    await stack.deploy({ destroys: 1 });

    // when
    stack.change(manual(2));
    await stack.deploy();

    // then
    expect(await stack.output('key')).toBe(second);
    expect(namesIn(await stack.state())).toEqual(['manual (2)', 'manual (3)']);
  });

  test('forgets the other key when the generation is taken back to the first, warns at synth that it may, and lets it live', async () => {
    // given
    const manual = (generation: number) => rotating({ name: 'first', schedule: RotationSchedule.manual(generation) });
    const stack = await e2e.stack(manual(1));
    await stack.deploy();
    const later = await stack.output('key');

    // when
    stack.change(manual(0));
    const warnings = stack.synthWarnings();
    await stack.deploy();

    // then
    expect(warnings).toEqual([expect.stringContaining('an apply forgets that key, which never expires')]);
    expect(namesIn(await stack.state())).toEqual(['first (0)']);
    expect(await e2e.sandbox.works(later)).toBe(true);
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('a changed schedule', () => {
  const e2e = useSandbox();

  test('of another grace changes no deployed key', async () => {
    const schedule = (graceDays: number) => ({ name: 'grace', schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT, graceDays }) });
    const stack = await e2e.stack(rotating(schedule(7)), { now: duringGeneration(1) });
    await stack.deploy();

    stack.change(rotating(schedule(14)), { now: duringGeneration(1) });

    expect((await stack.plan()).clean).toBe(true);
  });

  test('of another period keeps the current key where it goes on from the next generation', async () => {
    // given
    const stack = await e2e.stack(rotating({ name: 'period' }), { now: duringGeneration(3) });
    await stack.deploy();
    const current = await stack.output('key');

    // when
    const now = duringGeneration(3);
    stack.change(rotating({ name: 'period', schedule: RotationSchedule.every(90, { startingAt: now, firstGeneration: 4 }) }), { now });
    await stack.deploy({ destroys: 1 });

    // then
    expect(await e2e.sandbox.works(current)).toBe(true);
    expect(namesIn(await stack.state())).toEqual(['period (3)', 'period (4)']);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('of another period that falls back to an earlier generation says at synth which slot is replaced', async () => {
    // given
    const stack = await e2e.stack(rotating({ name: 'back' }), { now: duringGeneration(3) });
    await stack.deploy();

    // when
    stack.change(rotating({ name: 'back', schedule: RotationSchedule.every(90, { startingAt: STARTING_AT }) }), { now: duringGeneration(3) });
    const plan = await stack.plan({ mayDestroy: 1 });

    // then
    expect(stack.synthInfos()).toEqual([expect.stringContaining('generation 1 is current')]);
    expect(plan.destroyed.every((address) => address.includes('SlotB'))).toBe(true);
    expect(stack.synthInfos()[0]).toContain('SlotB');
  });

  test('from manual to the calendar keeps the current key where it goes on from the next generation', async () => {
    // given
    const stack = await e2e.stack(rotating({ name: 'moved', schedule: RotationSchedule.manual(2) }));
    await stack.deploy();
    const current = await stack.output('key');

    // when
    const now = duringGeneration(0);
    stack.change(rotating({ name: 'moved', schedule: RotationSchedule.every(DAYS, { startingAt: now, firstGeneration: 3 }) }), { now });
    await stack.deploy({ destroys: 1 });

    // then
    expect(await e2e.sandbox.works(current)).toBe(true);
    expect(namesIn(await stack.state())).toEqual(['moved (2)', 'moved (3)']);
    expect((await stack.plan()).clean).toBe(true);
  });
});
