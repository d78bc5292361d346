/** What docs/operating.md tells to do about a key that leaked: which deploy ends it, and who is refused on the way. */
import { TerraformStack } from 'cdktf';
import { ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey } from '../../src';
import { tracksWorkspaceKeys } from './support/capabilities';
import { Checked, checkPlan } from './support/checked-plan';
import { Build, Deployment, useFreshSandbox } from './support/e2e';
import { FAR, instantAt } from './support/instants';
import { DAYS, duringGeneration, STARTING_AT } from './support/rotating';

const e2e = useFreshSandbox();

const HOUR = 3_600_000;
const CLEAN = { code: 0, rules: [] };
const found = (...rules: string[]) => ({ code: 3, rules });

/** Checks the plan of a change, and applies it whatever was found: what is found is what the page has let off. */
async function next(stack: Deployment, build: Build, now?: string): Promise<Pick<Checked, 'code' | 'rules'>> {
  stack.change(build, { now });
  const { code, rules, file } = await checkPlan(e2e, stack);
  expect((await stack.terraform.applyPlan(file)).exitCode).toBe(0);
  return { code, rules };
}

/** Whether each of the values is served. */
function serves(...values: string[]): Promise<boolean[]> {
  return Promise.all(values.map((value) => e2e.sandbox.works(value)));
}

describe('a ProjectApiKey that leaked', () => {
  const leaked = (incident: string) => (scope: TerraformStack) => {
    new ProjectApiKey(scope, 'Key', { name: 'ci', expiresAt: FAR, keepers: { incident } }).addSensitiveOutput('key');
  };

  test('ends in one deploy when a keeper changes, and clients are refused until they have the new value', async () => {
    // given
    const stack = await e2e.rawStack(leaked('1'));
    await stack.deploy();
    const value = await stack.output('key');

    // when
    const checked = await next(stack, leaked('2'));

    // then
    expect(checked).toEqual(found('replaced'));
    expect(await serves(value, await stack.output('key'))).toEqual([false, true]);
  });

  test('ends in a second deploy when another key is handed out in between, and no client is refused', async () => {
    // given
    const stack = await e2e.rawStack(leaked('1'));
    await stack.deploy();
    const value = await stack.output('key');
    const fresh: Build = (scope) => new ProjectApiKey(scope, 'Next', { name: 'ci', expiresAt: FAR }).addSensitiveOutput('next');

    // when
    const beside = await next(stack, (scope, provider) => {
      leaked('1')(scope);
      fresh(scope, provider);
    });
    const handedOut = await stack.output('next');
    const both = await serves(value, handedOut);
    const alone = await next(stack, fresh);

    // then
    expect([beside, both, alone]).toEqual([CLEAN, [true, true], found('destroyed')]);
    expect(await serves(value, handedOut)).toEqual([false, true]);
  });

  test('ends at once in the Console, and the next deploy makes another', async () => {
    // given
    const stack = await e2e.rawStack(leaked('1'));
    await stack.deploy();
    const value = await stack.output('key');
    e2e.sandbox.deleteProjectKey(e2e.sandbox.projectKeys()[0].id);

    // when
    const checked = await next(stack, leaked('1'));

    // then
    expect(checked).toEqual(found('deleted-outside'));
    expect(await serves(value, await stack.output('key'))).toEqual([false, true]);
  });
});

describe('a RotatingProjectApiKey whose current key leaked', () => {
  const key = (schedule: RotationSchedule): Build => (scope) => new RotatingProjectApiKey(scope, 'Key', { name: 'ci', schedule }).addSensitiveOutput('key');
  const calendar = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });
  const later = (hours: number) => instantAt(Date.parse(duringGeneration(3)) + hours * HOUR);
  const byHand = [3, 4, 5].map((generation) => key(RotationSchedule.manual(generation)));
  const byCalendar = [
    key(calendar),
    key(calendar.changingTo(DAYS, { at: later(1) })),
    key(calendar.changingTo(DAYS, { at: later(1) }).changingTo(DAYS, { at: later(2) })),
  ];

  test.each<[string, Build[]]>([['by hand', byHand], ['by the calendar', byCalendar]])('ends with the second of two rotations, %s, and no client is refused', async (_, [before, once, twice]) => {
    // given
    const stack = await e2e.rawStack(before, { now: later(0) });
    await stack.deploy();
    const value = await stack.output('key');

    // when
    const first = await next(stack, once, later(1));
    const handedOut = await stack.output('key');
    const both = await serves(value, handedOut);
    const second = await next(stack, twice, later(2));

    // then
    expect([first, both, second]).toEqual([CLEAN, [true, true], CLEAN]);
    expect(await serves(value, handedOut, await stack.output('key'))).toEqual([false, true, true]);
  });

  test('fails the check when both rotations are one deploy', async () => {
    const stack = await e2e.rawStack(byHand[0]);
    await stack.deploy();

    expect(await next(stack, byHand[2])).toEqual(found('held-slot'));
  });
});

test('a key of a set that leaked ends when its entry gets another name, and the others stay', async () => {
  // given
  const shop = (production: string): Build => (scope) => {
    new ProjectApiKeySet(scope, 'Shop', { keys: { production: { name: production }, staging: { name: 'staging' } } }).addSensitiveOutput('keys');
  };
  const stack = await e2e.rawStack(shop('production'));
  await stack.deploy();
  const before = await stack.output('keys');

  // when
  const checked = await next(stack, shop('production 2'));

  // then
  const after = await stack.output('keys');
  expect(checked).toEqual(found('replaced'));
  expect(await serves(before.production, after.production)).toEqual([false, true]);
  expect(after.staging).toBe(before.staging);
});

test('an adopted key that leaked ends when it is taken out, after another was handed out', async () => {
  // given
  const { id, value } = e2e.sandbox.seedProjectKey({ name: 'legacy' });
  const legacy: Build = (scope) => ProjectApiKey.importExisting(scope, 'Legacy', { name: 'legacy', keyId: id });
  const fresh: Build = (scope) => new ProjectApiKey(scope, 'Next', { name: 'ci', expiresAt: FAR }).addSensitiveOutput('key');
  const stack = await e2e.rawStack(legacy);
  await stack.deploy();

  // when
  const beside = await next(stack, (...args) => [legacy, fresh].forEach((build) => build(...args)));
  const handedOut = await stack.output('key');
  const alone = await next(stack, fresh);

  // then
  expect([beside, alone]).toEqual([CLEAN, found('destroyed')]);
  expect(await serves(value, handedOut)).toEqual([false, true]);
});

test('an adopted key that was deleted in the Console is made anew, unless it is taken out', async () => {
  // given
  const { id } = e2e.sandbox.seedProjectKey({ name: 'legacy' });
  const legacy: Build = (scope) => ProjectApiKey.importExisting(scope, 'Legacy', { name: 'legacy', keyId: id });
  const stack = await e2e.rawStack(legacy);
  await stack.deploy();
  e2e.sandbox.deleteProjectKey(id);

  // when
  const { rows } = await checkPlan(e2e, stack);
  const out = await next(stack, () => undefined);

  // then
  expect(rows).toMatchObject([{ plan: ['deleted outside', 'made'] }]);
  expect(out).toEqual(found('deleted-outside'));
  expect(e2e.sandbox.projectKeys()).toEqual([]);
});

test('a workspace key that leaked lives on when its construct goes, until it is deleted in the Console', async () => {
  // given
  const [leaked, fresh] = ['deployments', 'deployments 2'].map((name) => e2e.sandbox.seedWorkspaceKey({ name }));
  const tracking = tracksWorkspaceKeys() ? ApiKeyTracking.RESOURCE : ApiKeyTracking.REFERENCE;
  const key = (id: string, { name, id: keyId }: typeof leaked): Build => (scope) => {
    new WorkspaceApiKey(scope, id, { name, keyId, workspaceId: e2e.sandbox.workspaceId, tracking });
  };
  const stack = await e2e.rawStack(key('Key', leaked));
  await stack.deploy();

  // when
  const checked = await next(stack, key('Next', fresh));
  const both = await serves(leaked.value, fresh.value);
  e2e.sandbox.deleteWorkspaceKey(leaked.id);

  // then
  expect([checked, both]).toEqual([CLEAN, [true, true]]);
  expect(await serves(leaked.value, fresh.value)).toEqual([false, true]);
  expect((await stack.plan()).clean).toBe(true);
});

describe('a key that moves to another stack', () => {
  test.each<[string, ('here' | 'there')[], string | undefined, string[]]>([
    ['forgotten here first', ['here', 'there'], FAR, []],
    ['adopted there first', ['there', 'here'], FAR, []],
    ['forgotten here first, without an expiry', ['here', 'there'], undefined, ['forgotten']],
  ])('lives on, %s', async (_, order, expiresAt, rules) => {
    // given
    const key = (scope: TerraformStack) => new ProjectApiKey(scope, 'Key', { name: 'ci', expiresAt });
    const stacks = { here: await e2e.rawStack((scope) => key(scope).addSensitiveOutput('key')), there: await e2e.rawStack(() => undefined) };
    await stacks.here.deploy();
    const value = await stacks.here.output('key');
    const [{ id: keyId }] = e2e.sandbox.projectKeys();
    const builds: Record<string, Build> = {
      here: (scope) => key(scope).forget(),
      there: (scope) => ProjectApiKey.importExisting(scope, 'Key', { name: 'ci', keyId, expiresAt }),
    };

    // when
    const checked: string[] = [];
    for (const place of order) {
      checked.push(...(await next(stacks[place], builds[place])).rules);
    }
    await next(stacks.here, () => undefined);

    // then
    expect(checked).toEqual(rules);
    expect(await serves(value)).toEqual([true]);
    expect((await stacks.there.plan()).clean).toBe(true);
  });
});
