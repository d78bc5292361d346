import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { ory, RotatingProjectApiKey, RotatingProjectApiKeyProps, RotationAdoption, RotationSchedule } from '../src';
import {
  infosOf, KEY, newApp, newStack, onlyProjectKey, onlyWarningsOf, problemOf, PROJECT, render, resolved, resources, synthApp, warningsOf, watched,
} from './support/stacks';

const START = '2030-01-01T00:00:00Z';
const DAY = 86_400_000;
const A = 'R_SlotA_A865C877';
const B = 'R_SlotB_12C349C9';
const every30 = RotationSchedule.every(30, { startingAt: START });
const GENERATES = { create_before_destroy: true, ignore_changes: ['expires_at'] };
const valueOf = (slot: string) => `\${sensitive(ory_project_api_key.${slot}.value)}`;
const KEEPS = { create_before_destroy: true, ignore_changes: ['name', 'expires_at', 'project_id'] };

/** An app some days after the start, with one rotating key. */
function rotating(days: number, props: Partial<RotatingProjectApiKeyProps> = {}) {
  const app = newApp({ 'cdktf-ory-api-keys:now': new Date(Date.parse(START) + days * DAY).toISOString() });
  const stack = newStack(app);
  const key = new RotatingProjectApiKey(stack, 'R', { name: 'ci', schedule: every30, ...props });
  return { app, stack, key };
}

const slotsOf = (days: number, props: Partial<RotatingProjectApiKeyProps> = {}) => resources(rotating(days, props).stack, 'ory_project_api_key');

describe('RotatingProjectApiKey by the calendar', () => {
  test('renders the first generation alone in the first period', () => {
    expect(slotsOf(0)).toEqual({ [A]: { name: 'ci (0)', expires_at: '2030-03-09T00:00:00Z', lifecycle: GENERATES } });
  });

  test('keeps the key of the first generation in its slot when the second comes', () => {
    expect(slotsOf(30)).toEqual({
      [A]: { name: 'ci (0)', expires_at: '2030-03-09T00:00:00Z', lifecycle: KEEPS },
      [B]: { name: 'ci (1)', expires_at: '2030-04-08T00:00:00Z', lifecycle: GENERATES },
    });
  });

  test('replaces the oldest key, and no other, at each later rotation', () => {
    expect(slotsOf(60)).toEqual({
      [A]: { name: 'ci (2)', expires_at: '2030-05-08T00:00:00Z', lifecycle: GENERATES },
      [B]: { name: 'ci (1)', expires_at: '2030-04-08T00:00:00Z', lifecycle: KEEPS },
    });
  });

  test('turns at the very second', () => {
    const second = 1 / 86_400;

    expect(rotating(30 - second).key.generation).toBe(0);
    expect(rotating(30).key.generation).toBe(1);
  });

  test('has its first generation before the start, too', () => {
    expect(rotating(-1000).key.generation).toBe(0);
    expect(slotsOf(-1000)).toEqual(slotsOf(0));
  });

  test('renders the same JSON, byte for byte, at every synth within a generation', () => {
    fc.assert(fc.property(fc.nat(20), fc.double({ min: 0, max: 29.99, noNaN: true }), (generation, days) => {
      expect(JSON.stringify(render(rotating(generation * 30 + days).stack))).toBe(JSON.stringify(render(rotating(generation * 30).stack)));
    }), { numRuns: 30 });
  });

  test('never changes the slot of the key that consumers hold when one rotation comes', () => {
    fc.assert(fc.property(fc.nat(50), (generation) => {
      const slot = generation % 2 === 0 ? A : B;
      const before = slotsOf(generation * 30)[slot];
      const after = slotsOf((generation + 1) * 30)[slot];
      // Only what Terraform ignores may differ, and nothing does but what it is told to ignore.
      expect(after).toEqual({ ...before, lifecycle: KEEPS });
    }), { numRuns: 30 });
  });

  test('after missed periods renders the generation of the day and the one before', () => {
    const slots = slotsOf(30 * 7 + 5);

    expect(slots[B].name).toBe('ci (7)');
    expect(slots[A]).toMatchObject({ name: 'ci (6)', lifecycle: KEEPS });
  });

  test('gives the current key, the previous one and the next rotation', () => {
    const { stack, key } = rotating(45);

    expect(key.generation).toBe(1);
    expect(key.nextRotationAt).toBe('2030-03-02T00:00:00Z');
    key.current.addSensitiveOutput('current');
    key.previous!.addSensitiveOutput('previous');
    expect(render(stack).output).toEqual({
      current: { value: valueOf(B), sensitive: true }, previous: { value: valueOf(A), sensitive: true },
    });
  });

  test('has no previous key in the first generation', () => {
    expect(rotating(0).key.previous).toBeUndefined();
  });

  test('is itself the current key', () => {
    const { stack, key } = rotating(45);

    key.addSensitiveOutput('ci_key');
    key.storeIn('Vault', { bind: () => undefined });

    expect(key.importCommand).toBe(`terraform import ory_project_api_key.${B} <project-id>/<key-id>`);
    expect(resolved(stack, [key.keyId, key.name, key.expiresAt, key.value])).toEqual([
      `\${ory_project_api_key.${B}.id}`, `\${ory_project_api_key.${B}.name}`, `\${ory_project_api_key.${B}.expires_at}`, valueOf(B),
    ]);
    expect(render(stack).output.ci_key).toEqual({ value: valueOf(B), sensitive: true });
  });

  test('hands its value to a sink with a version that changes at a rotation', () => {
    const secrets: any[] = [];
    const { stack, key } = rotating(45);

    key.storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });

    expect(resolved(stack, secrets)).toEqual([{
      name: `\${ory_project_api_key.${B}.name}`, value: valueOf(B),
      version: `\${ory_project_api_key.${B}.id}`, expiresAt: `\${ory_project_api_key.${B}.expires_at}`,
    }]);
  });

  test('says at synth where the current key is, and which slot the next one takes', () => {
    expect(infosOf(rotating(0).app)).toEqual(['generation 0 is current until 2030-01-31T00:00:00Z, the first one: its key is in SlotA']);
    expect(infosOf(rotating(30).app)).toEqual([
      'generation 1 is current until 2030-03-02T00:00:00Z: an apply makes its key in SlotB, unless it is there, in place of the one before the previous, and keeps the previous key in SlotA',
    ]);
  });

  test('gives no warning at synth, whatever the time', () => {
    expect(warningsOf(rotating(30 * 9).app).filter(({ level }) => level === '@cdktf/warn')).toEqual([]);
  });

  test('has plans warn of both keys: their expiry is near when a rotation was missed', () => {
    expect(watched(rotating(45).stack)).toEqual({
      'stack/R/SlotA': { expires_at: `\${ory_project_api_key.${A}.expires_at}`, within: '168h' },
      'stack/R/SlotB': { expires_at: `\${ory_project_api_key.${B}.expires_at}`, within: '720h' },
    });
  });

  test('continues from the generation that is deployed when days change', () => {
    const schedule = RotationSchedule.every(10, { startingAt: '2030-02-15T00:00:00Z', firstGeneration: 2, graceDays: 0 });

    expect(slotsOf(45, { schedule })).toEqual({
      [A]: { name: 'ci (2)', expires_at: '2030-03-07T00:00:00Z', lifecycle: GENERATES },
      [B]: { name: 'ci (1)', expires_at: '2030-02-25T00:00:00Z', lifecycle: KEEPS },
    });
  });

  test('synthesizes with its validations', () => {
    const { app } = rotating(45);

    expect(Object.keys(synthApp(app).json('stack').resource.ory_project_api_key)).toEqual([A, B]);
  });

  test('child ids and logical ids stay as they are: a change would replace keys that exist', () => {
    const { key } = rotating(45);

    expect(key.node.findAll().map((child) => child.node.path).sort()).toEqual([
      'stack/R', 'stack/R/SlotA', 'stack/R/SlotA/Resource', 'stack/R/SlotB', 'stack/R/SlotB/Resource',
    ]);
  });
});

describe('RotatingProjectApiKey by hand', () => {
  const slots = (generation: number) => slotsOf(0, { schedule: RotationSchedule.manual(generation) });

  test('renders keys without an expiry, and no next rotation', () => {
    expect(slots(0)).toEqual({ [A]: { name: 'ci (0)', lifecycle: GENERATES } });
    expect(slots(1)).toEqual({ [A]: { name: 'ci (0)', lifecycle: KEEPS }, [B]: { name: 'ci (1)', lifecycle: GENERATES } });
    expect(rotating(0, { schedule: RotationSchedule.manual(1) }).key.nextRotationAt).toBeUndefined();
  });

  test('does not depend on the time', () => {
    const schedule = RotationSchedule.manual(4);

    expect(slotsOf(0, { schedule })).toEqual(slotsOf(10_000, { schedule }));
    expect(render(rotating(0, { schedule }).stack).check).toBeUndefined();
  });

  test('has the generation that is given, whatever the time', () => {
    const inYears = (now: string) => rotating((Date.parse(now) - Date.parse(START)) / DAY, { schedule: RotationSchedule.manual(1) }).key;

    expect([inYears('2020-01-01T00:00:00Z'), inYears('2090-01-01T00:00:00Z')].map(({ generation }) => generation)).toEqual([1, 1]);
  });

  test('hands no expiry to a sink', () => {
    const secrets: any[] = [];

    rotating(0, { schedule: RotationSchedule.manual(1) }).key.storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });

    expect(secrets[0].expiresAt).toBeUndefined();
  });

  test('says at synth where the keys are', () => {
    expect(infosOf(rotating(0, { schedule: RotationSchedule.manual(3) }).app)).toEqual([
      'generation 3 is current: an apply makes its key in SlotB, unless it is there, in place of the one before the previous, and keeps the previous key in SlotA',
    ]);
    expect(infosOf(rotating(0, { schedule: RotationSchedule.manual(0) }).app)).toEqual(['generation 0 is current, the first one: its key is in SlotA']);
  });

  test('moving to the calendar keeps the deployed key when the next generation is named', () => {
    const schedule = RotationSchedule.every(30, { startingAt: START, firstGeneration: 4 });

    const before = slots(3);
    const after = slotsOf(0, { schedule });

    expect(after[B]).toEqual({ ...before[B], expires_at: '2030-02-07T00:00:00Z', lifecycle: KEEPS });
    expect(after[A].name).toBe('ci (4)');
  });
});

describe('the props of RotatingProjectApiKey', () => {
  test('project and provider reach both slots', () => {
    const { stack } = rotating(45, { projectId: PROJECT });
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other' });
    new RotatingProjectApiKey(stack, 'S', { name: 'other', schedule: every30, provider });

    const keys = Object.values<any>(resources(stack, 'ory_project_api_key'));

    expect(keys.map((key) => [key.name, key.project_id, key.provider]).sort()).toEqual([
      ['ci (0)', PROJECT, undefined], ['ci (1)', PROJECT, undefined], ['other (0)', undefined, 'ory.other'], ['other (1)', undefined, 'ory.other'],
    ]);
  });

  test('the project of the key or of its provider stands in the import command', () => {
    expect(rotating(0, { projectId: PROJECT }).key.importCommand).toBe(`terraform import ory_project_api_key.${A} ${PROJECT}/<key-id>`);
  });

  test('null counts as left out, as other languages give it', () => {
    const { stack } = rotating(0, { projectId: null, provider: null, adopt: null } as any);

    expect(onlyProjectKey(stack)).toEqual({ name: 'ci (0)', expires_at: '2030-03-09T00:00:00Z', lifecycle: GENERATES });
  });

  test('a template in the name reaches Terraform as one, and an escaped one stays escaped', () => {
    expect(slotsOf(0, { name: '${var.name} $${x}' })[A].name).toBe('${var.name} $${x} (0)');
  });

  test.each([
    ['a blank name', { name: ' ' }, /^stack\/R: name: " " is blank/],
    ['a project that is no UUID', { projectId: 'mine' }, /^stack\/R: projectId: "mine" is no UUID/],
    ['no schedule', { schedule: undefined }, /^stack\/R: schedule: nothing usable was given; expected RotationSchedule\.every/],
    ['a schedule of another kind', { schedule: { days: 30 } }, /^stack\/R: schedule: nothing usable was given/],
  ])('fails on %s', (_what, props, problem) => {
    expect(problemOf(() => rotating(0, props as any))).toMatch(problem);
  });
});

describe('the first generation of RotatingProjectApiKey', () => {
  const WARNING = 'generation 0 is the first, and its schedule is manual: if a later one was deployed before, an apply forgets that key, which never expires; delete it in the Ory Console then, or raise the number again';
  const removedOf = (stack: ReturnType<typeof newStack>) => (render(stack).removed ?? []).map(({ from }: any) => from);

  test('forgets what the other slot holds, if a clock that is behind or a lowered number comes to it: clients may have that key', () => {
    expect(render(rotating(0).stack).removed).toEqual([{ from: `ory_project_api_key.${B}`, lifecycle: { destroy: false } }]);
    expect(render(rotating(0).stack).terraform.required_version).toBe('>= 1.7');
  });

  test.each([[0, [B]], [1, []], [2, []], [5, []]])('is the only one that does: by hand, generation %p', (generation, forgotten) => {
    const { stack } = rotating(0, { schedule: RotationSchedule.manual(generation) });

    expect(removedOf(stack)).toEqual(forgotten.map((slot) => `ory_project_api_key.${slot}`));
  });

  test.each([[2, B, A], [3, A, B]])('may be another where a key is adopted as it: %p', (generation, forgotten, rendered) => {
    const { stack } = rotating(0, { schedule: RotationSchedule.manual(generation), adopt: RotationAdoption.importKey(KEY, undefined, generation) });

    expect(removedOf(stack)).toEqual([`ory_project_api_key.${forgotten}`]);
    expect(Object.keys(resources(stack, 'ory_project_api_key'))).toEqual([rendered]);
  });

  test('goes through a nested path to the other slot', () => {
    const stack = newStack();
    const key = new RotatingProjectApiKey(new Construct(new Construct(stack, 'Team'), 'Sub'), 'R', { name: 'ci', schedule: RotationSchedule.manual(0) });
    const deployed = newStack();
    const later = new RotatingProjectApiKey(new Construct(new Construct(deployed, 'Team'), 'Sub'), 'R', { name: 'ci', schedule: RotationSchedule.manual(1) });

    expect(removedOf(stack)).toEqual([/terraform import (\S+)/.exec(later.current.importCommand)![1]]);
    expect(key.node.tryFindChild('SlotB')).toBeUndefined();
  });

  test('is warned of where its schedule is manual, since a key that is forgotten there never expires', () => {
    const warnings = (schedule: RotationSchedule) => onlyWarningsOf(rotating(0, { schedule }).app);

    expect(warnings(RotationSchedule.manual(0))).toEqual([WARNING]);
    expect(warnings(RotationSchedule.manual(1))).toEqual([]);
    expect(warnings(RotationSchedule.manual(0).changingTo(30, { at: '2031-01-01T00:00:00Z' }))).toEqual([WARNING]);
    expect(warnings(every30)).toEqual([]);
  });
});

describe('established', () => {
  test('is the previous key, whose value Terraform knows when it plans', () => {
    const { key } = rotating(45);

    expect(key.established).toBe(key.previous);
  });

  test('is the current key in the first generation', () => {
    const { key } = rotating(0);

    expect(key.established).toBe(key.current);
  });

  const TOLD = 'its value stands in the configuration of the provider stack/Other: when a rotation makes the key in the same apply, the provider crashes; give it established.value, the key that was there before';
  const warnings = (days: number, valueOfKey: (key: RotatingProjectApiKey, stack: ReturnType<typeof newStack>) => string) => {
    const { app, stack, key } = rotating(days);
    new ory.OryProvider(stack, 'Other', { alias: 'other', projectApiKey: valueOfKey(key, stack) });
    return onlyWarningsOf(app);
  };

  test('is named where the current value stands in the configuration of a provider', () => {
    expect(warnings(45, (key) => key.value)).toEqual([TOLD]);
    expect(warnings(45, (key) => key.current.value)).toEqual([TOLD]);
    expect(warnings(45, (key) => `Bearer ${key.value}`)).toEqual([TOLD]);
  });

  test('is named where it comes there by way of a local', () => {
    expect(warnings(45, (key, stack) => new TerraformLocal(stack, 'held', key.value).asString)).toEqual([TOLD]);
  });

  test('is not named where it is used, nor where the first generation has no other', () => {
    expect(warnings(45, (key) => key.established.value)).toEqual([]);
    expect(warnings(45, (key) => key.previous!.value)).toEqual([]);
    expect(warnings(0, (key) => key.value)).toEqual([]);
  });
});

describe('RotatingProjectApiKey of a changed schedule', () => {
  test('replaces no key that clients hold when the change comes', () => {
    const schedule = every30.changingTo(7, { at: '2030-03-20T00:00:00Z' });
    const before = slotsOf(77.99, { schedule });
    const after = slotsOf(78, { schedule });

    expect([before[A].name, before[B].name]).toEqual(['ci (2)', 'ci (1)']);
    expect([after[A].name, after[B].name]).toEqual(['ci (2)', 'ci (3)']);
    expect(after[A]).toEqual({ ...before[A], lifecycle: KEEPS });
  });

  test('does not change what is rendered before the instant of the change, the expiry aside that Terraform ignores', () => {
    const withoutExpiry = (slots: any) => JSON.parse(JSON.stringify(slots, (name, value) => (name === 'expires_at' ? undefined : value)));
    const schedule = every30.changingTo(7, { at: '2030-03-20T00:00:00Z' });

    for (const days of [0, 29, 30, 60, 77]) {
      expect(withoutExpiry(slotsOf(days, { schedule }))).toEqual(withoutExpiry(slotsOf(days)));
    }
  });

  test('goes from numbers by hand to the calendar, and keeps the key that is deployed', () => {
    const schedule = RotationSchedule.manual(3).changingTo(30, { at: START });

    expect(slotsOf(-1, { schedule })).toEqual(slotsOf(0, { schedule: RotationSchedule.manual(3) }));
    const after = slotsOf(0, { schedule });
    expect(after[B]).toEqual({ ...slotsOf(-1, { schedule })[B], lifecycle: KEEPS });
    expect(after[A]).toMatchObject({ name: 'ci (4)', expires_at: '2030-03-09T00:00:00Z' });
    expect(rotating(-1, { schedule }).key.nextRotationAt).toBe(START);
  });
});
