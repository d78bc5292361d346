import { TerraformStack } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { Build, useSandbox } from './support/e2e';
import { FAR } from './support/instants';
import { DAYS, duringGeneration, namesIn, STARTING_AT } from './support/rotating';

describe('a key that is taken out of the code', () => {
  const e2e = useSandbox();

  test.each<[string, (stack: TerraformStack, keyId: string) => unknown]>([
    ['the raw binding', (stack) => new ory.ProjectApiKey(stack, 'Key', { name: 'ci', lifecycle: { preventDestroy: true } })],
    ['ProjectApiKey', (stack) => new ProjectApiKey(stack, 'Key', { name: 'ci', preventDestroy: true })],
    ['ProjectApiKey.importExisting', (stack, keyId) => ProjectApiKey.importExisting(stack, 'Key', { name: 'ci', keyId })],
  ])('is destroyed with %s, although its destruction was to be prevented', async (_, build) => {
    // given
    const seeded = e2e.sandbox.seedProjectKey({ name: 'ci' });
    const stack = await e2e.rawStack((scope) => build(scope, seeded.id));
    await stack.deploy();
    const [{ id }] = Object.values(await stack.state());

    // when: with the resource, its lifecycle is gone, too
    stack.change(() => undefined);
    await stack.deploy();

    // then
    expect(e2e.sandbox.projectKeys().map((key) => key.id)).not.toContain(id);
  });
});

describe('forget', () => {
  const e2e = useSandbox();
  const nothing: Build = () => undefined;

  test.each<[string, number, (stack: TerraformStack, projectKeyId: string) => { forget(): void }]>([
    ['ProjectApiKey', 1, (stack) => new ProjectApiKey(stack, 'Key', { name: 'plain', expiresAt: FAR })],
    ['ProjectApiKey with keepers', 1, (stack) => new ProjectApiKey(stack, 'Key', { name: 'kept', keepers: { a: '1' } })],
    ['ProjectApiKey that is protected', 1, (stack) => new ProjectApiKey(stack, 'Key', { name: 'protected', preventDestroy: true })],
    ['ProjectApiKey that was adopted', 1, (stack, keyId) => ProjectApiKey.importExisting(stack, 'Key', { name: 'adopted', keyId })],
    ['RotatingProjectApiKey', 2, (stack) => new RotatingProjectApiKey(stack, 'Key', {
      name: 'rotating', schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT }),
    })],
    ['ProjectApiKeySet', 3, (stack) => new ProjectApiKeySet(stack, 'Key', { keys: { a: { name: 'a' }, b: { name: 'b', expiresAt: FAR }, 'eu/c': { name: 'c' } } })],
  ])('has Terraform forget a %s, which lives on', async (kind, count, build) => {
    // given
    const before = e2e.sandbox.projectKeys().length;
    const seeded = e2e.sandbox.seedProjectKey({ name: 'adopted' });
    const stack = await e2e.stack((scope) => build(scope, seeded.id), { now: duringGeneration(1) });
    await stack.deploy();
    const keys = e2e.sandbox.projectKeys().slice(kind.includes('adopted') ? before : before + 1);

    // when
    stack.change((scope) => build(scope, seeded.id).forget(), { now: duringGeneration(1) });
    const plan = await stack.plan();
    await stack.deploy();

    // then
    expect(stack.json().terraform.required_version).toBe('>= 1.7');
    expect(plan.changes.filter(({ actions }) => actions.includes('forget'))).toHaveLength(count);
    expect(Object.keys(await stack.state()).filter((address) => address.startsWith('ory_'))).toEqual([]);
    expect(await Promise.all(keys.map(({ value }) => e2e.sandbox.works(value)))).toEqual(keys.map(() => true));
    expect(keys).toHaveLength(count);

    // and when: the construct goes
    stack.change(nothing);

    // then
    expect((await stack.plan()).changes).toEqual([]);
  });

  test('has Terraform forget the key in the other slot, too, where an earlier schedule left one', async () => {
    // given
    const manual = (generation: number) => (scope: TerraformStack) => new RotatingProjectApiKey(scope, 'Key', { name: 'back', schedule: RotationSchedule.manual(generation) });
    const stack = await e2e.stack((scope) => void manual(1)(scope));
    await stack.deploy();

    // when
    stack.change((scope) => manual(0)(scope).forget());
    await stack.deploy();

    // then
    expect(namesIn(await stack.state())).toEqual([]);
    expect(e2e.sandbox.projectKeys().filter(({ name }) => name.startsWith('back'))).toHaveLength(2);
  });

  test('forgets a key that was never deployed without a complaint', async () => {
    const stack = await e2e.stack((scope) => new RotatingProjectApiKey(scope, 'Key', { name: 'new', schedule: RotationSchedule.manual(0) }).forget());

    expect((await stack.plan()).errors).toEqual([]);
  });

  test('fails at synth where an output still refers to the key', async () => {
    const synth = e2e.stack((scope) => {
      const key = new ProjectApiKey(scope, 'Key', { name: 'ci' });
      key.addSensitiveOutput('key');
      key.forget();
    });

    await expect(synth).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining('still refers to') });
  });

  test('leaves the other keys of the stack as they are', async () => {
    // given
    const build = (forget: boolean) => (scope: TerraformStack) => {
      const going = new ProjectApiKey(scope, 'Going', { name: 'going' });
      new ProjectApiKey(scope, 'Staying', { name: 'staying' }).addSensitiveOutput('key');
      if (forget) {
        going.forget();
      }
    };
    const stack = await e2e.stack(build(false));
    await stack.deploy();
    const value = await stack.output('key');

    // when
    stack.change(build(true));
    await stack.deploy();

    // then
    expect(namesIn(await stack.state())).toEqual(['staying']);
    expect(await stack.output('key')).toBe(value);
    expect((await stack.plan()).clean).toBe(true);
  });
});
