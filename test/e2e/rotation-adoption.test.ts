import { TerraformStack, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, RotatingProjectApiKey, RotationAdoption, RotationSchedule } from '../../src';
import { whileCalling } from './support/client';
import { useSandbox } from './support/e2e';
import { inDays } from './support/instants';
import { StackRun } from './support/stack-run';
import { DAYS, duringGeneration, namesIn, rotating, STARTING_AT } from './support/rotating';

describe('a ProjectApiKey that is deployed already', () => {
  const e2e = useSandbox();
  const expiresAt = inDays(300);

  /** The deployed key, as a rotating key takes it over. */
  const deployed = (stack: StackRun, generation?: number) => RotationAdoption.moveFrom(stack.addresses('ory_project_api_key')[0], generation);

  const plain = (name: string) => (stack: TerraformStack) => {
    new ProjectApiKey(stack, 'Plain', { name, expiresAt }).addSensitiveOutput('key');
  };

  test('is destroyed by the raw binding when it takes another place in the code', async () => {
    // given
    const stack = await e2e.rawStack((scope) => new ory.ProjectApiKey(scope, 'Plain', { name: 'raw' }));
    await stack.deploy();

    // when
    stack.change((scope) => new ory.ProjectApiKey(scope, 'Rotating', { name: 'raw' }));

    // then
    expect((await stack.plan()).actionsFor('ory_project_api_key.Plain')).toBe('delete');
  });

  test.each([0, 3])('becomes the first generation, number %i, with its value, name and expiry', async (firstGeneration) => {
    // given
    const name = `plain ${firstGeneration}`;
    const stack = await e2e.stack(plain(name));
    await stack.deploy();
    const before = await stack.output('key');
    const adopted = rotating({
      name, adopt: deployed(stack, firstGeneration),
      schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT, firstGeneration }),
    });

    // when
    stack.change(adopted, { now: duringGeneration(0) });
    const plan = await stack.plan();
    await stack.deploy();

    // then
    const [key] = Object.values(await stack.state());
    expect(plan.changes).toEqual([]);
    expect(await stack.output('key')).toBe(before);
    expect(key).toMatchObject({ name, expires_at: expiresAt });
    expect((await stack.plan()).clean).toBe(true);
  });

  test('goes on for two generations, and its clients are not refused once', async () => {
    // given
    const stack = await e2e.stack(plain('handed over'));
    await stack.deploy();
    const first = await stack.output('key');
    const adopted = rotating({ name: 'rotated', adopt: deployed(stack) });

    // when
    const { refusals } = await whileCalling(e2e.sandbox, first, async (client) => {
      for (const generation of [0, 1, 2, 3]) {
        stack.change(adopted, { now: duringGeneration(generation) });
        await stack.deploy({ destroys: generation >= 2 ? 1 : 0 });
        client.use(await stack.output('key'));
        expect(await e2e.sandbox.works(first)).toBe(generation < 2);
      }
    });

    // then
    expect(refusals).toBe(0);
    expect(namesIn(await stack.state())).toEqual(['rotated (2)', 'rotated (3)']);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('is handed over although a generation has begun since, and one apply then makes the next', async () => {
    // given
    const stack = await e2e.stack(plain('late'));
    await stack.deploy();
    const first = await stack.output('key');

    // when
    stack.change(rotating({ name: 'late', adopt: deployed(stack) }), { now: duringGeneration(1) });
    await stack.deploy();

    // then
    expect(await e2e.sandbox.works(first)).toBe(true);
    expect(namesIn(await stack.state())).toEqual(['late', 'late (1)']);
  });
});

describe('an adoption that is left in', () => {
  const e2e = useSandbox();

  test('keeps the deployed key when the schedule counts on with another period', async () => {
    // given
    const stack = await e2e.stack((scope) => void new ProjectApiKey(scope, 'Plain', { name: 'plain' }));
    await stack.deploy();
    const adopt = RotationAdoption.moveFrom(stack.addresses('ory_project_api_key')[0], 0);
    for (const generation of [0, 1, 2, 3]) {
      stack.change(rotating({ name: 'ci', adopt }), { now: duringGeneration(generation) });
      await stack.deploy({ destroys: generation >= 2 ? 1 : 0 });
    }
    const held = await stack.output('key');

    // when
    stack.change(rotating({ name: 'ci', adopt, schedule: RotationSchedule.every(90, { startingAt: duringGeneration(3), firstGeneration: 4 }) }), { now: duringGeneration(3) });
    await stack.deploy({ destroys: 1 });

    // then
    expect(await e2e.sandbox.works(held)).toBe(true);
    expect(namesIn(await stack.state())).toEqual(['ci (3)', 'ci (4)']);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('keeps the adopted key when a schedule follows the number', async () => {
    // given
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Plain', { name: 'plain' }).addSensitiveOutput('key'));
    await stack.deploy();
    const held = await stack.output('key');
    const adopt = RotationAdoption.moveFrom(stack.addresses('ory_project_api_key')[0], 0);
    stack.change(rotating({ name: 'ci', adopt, schedule: RotationSchedule.manual(0) }));
    await stack.deploy();

    // when
    stack.change(rotating({ name: 'ci', adopt, schedule: RotationSchedule.every(30, { startingAt: STARTING_AT, firstGeneration: 1 }) }), { now: duringGeneration(0) });
    await stack.deploy();

    // then
    expect(await e2e.sandbox.works(held)).toBe(true);
    expect(namesIn(await stack.state())).toEqual(['ci (1)', 'plain']);
  });
});

describe('a key that was made by hand', () => {
  const e2e = useSandbox();

  test('becomes the first generation by an import, with its name and expiry, and goes when its turn comes', async () => {
    // given
    const expiresAt = inDays(300);
    const key = e2e.sandbox.seedProjectKey({ name: 'by hand', expiresAt });
    const build = (scope: TerraformStack) => {
      const value = new TerraformVariable(scope, 'hand', { type: 'string', sensitive: true }).stringValue;
      rotating({ name: 'rotated', adopt: RotationAdoption.importKey(key.id, value) })(scope);
    };
    const stack = await e2e.stack(build, { now: duringGeneration(0), env: { TF_VAR_hand: key.value } });

    // when
    const plan = await stack.plan();
    const { refusals } = await whileCalling(e2e.sandbox, key.value, async (client) => {
      for (const generation of [0, 1, 2, 3]) {
        stack.change(build, { now: duringGeneration(generation) });
        await stack.deploy({ destroys: generation >= 2 ? 1 : 0 });
        client.use(await stack.output('key'));
        expect(await e2e.sandbox.works(key.value)).toBe(generation < 2);
      }
    });

    // then
    expect(plan.changes).toEqual([expect.objectContaining({ actions: ['no-op'], importing: `${e2e.sandbox.projectId}/${key.id}` })]);
    expect(refusals).toBe(0);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('fails at synth where its value is asked for and was not given', async () => {
    const key = e2e.sandbox.seedProjectKey({ name: 'by hand' });

    const synth = e2e.stack(rotating({ adopt: RotationAdoption.importKey(key.id) }), { now: duringGeneration(0) });

    await expect(synth).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining('value of an imported key') });
  });

  test('is adopted without its value, and plans are clean before and after', async () => {
    // given
    const key = e2e.sandbox.seedProjectKey({ name: 'unknown value' });
    const schedule = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });
    const stack = await e2e.stack((scope) => {
      new RotatingProjectApiKey(scope, 'Key', { name: 'rotated', schedule, adopt: RotationAdoption.importKey(key.id) });
    }, { now: duringGeneration(0) });

    // when
    await stack.deploy();

    // then
    expect((await stack.plan()).clean).toBe(true);
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });
});
