import { Fn, TerraformCount, TerraformStack } from 'cdktf';
import { ory, ProjectApiKeySet, ProjectApiKeySetProps } from '../../src';
import { useSandbox } from './support/e2e';
import { FAR, inDays } from './support/instants';
import { wordsOf } from './support/shell';

const ALL: ProjectApiKeySetProps['keys'] = { production: { name: 'p' }, staging: { name: 's', expiresAt: FAR }, 'eu/qa': { name: 'q' } };

/** A set with an output of all its values. */
const set = (keys: ProjectApiKeySetProps['keys']) => (stack: TerraformStack) => {
  const keySet = new ProjectApiKeySet(stack, 'Keys', { keys });
  keySet.resource.overrideLogicalId('Keys');
  keySet.addSensitiveOutput('keys');
};

const address = (environment: string) => `ory_project_api_key.Keys["${environment}"]`;

describe('many keys of the raw binding by count', () => {
  const e2e = useSandbox();

  test('destroy each other when the first of them goes', async () => {
    // given
    const build = (names: string[]) => (stack: TerraformStack) => {
      const count = TerraformCount.of(names.length);
      new ory.ProjectApiKey(stack, 'Keys', { name: Fn.element(names, count.index), count });
    };
    const stack = await e2e.rawStack(build(['p', 's', 'q']));
    await stack.deploy();

    // when
    stack.change(build(['s', 'q']));

    // then
    expect((await stack.plan()).destroyed).toHaveLength(3);
  });
});

describe('ProjectApiKeySet', () => {
  const e2e = useSandbox();

  test('makes a key for each environment, and each value works', async () => {
    // given
    const stack = await e2e.stack((scope) => {
      const keySet = new ProjectApiKeySet(scope, 'Keys', { keys: ALL });
      keySet.addSensitiveOutput('keys');
      keySet.get('eu/qa').addSensitiveOutput('qa');
    });

    // when
    await stack.deploy();

    // then
    const outputs = await stack.outputs();
    const values = outputs.keys.value as Record<string, string>;
    expect(outputs.keys.sensitive).toBe(true);
    expect(Object.keys(values).sort()).toEqual(['eu/qa', 'production', 'staging']);
    expect(await Promise.all(Object.values(values).map((value) => e2e.sandbox.works(value)))).toEqual([true, true, true]);
    expect(outputs.qa).toMatchObject({ sensitive: true, value: values['eu/qa'] });
    expect((await stack.plan()).clean).toBe(true);
  });

  test('destroys the key of an environment that is removed, and that key alone', async () => {
    // given
    const stack = await e2e.stack(set(ALL));
    await stack.deploy();
    const before = await stack.output('keys');

    // when
    stack.change(set({ production: ALL.production, 'eu/qa': ALL['eu/qa'] }));
    const plan = await stack.plan({ destroys: 1 });
    await stack.deploy({ destroys: 1 });

    // then
    expect(plan.changes).toEqual([{ address: address('staging'), actions: ['delete'] }]);
    expect(await stack.output('keys')).toEqual({ production: before.production, 'eu/qa': before['eu/qa'] });
    expect(await e2e.sandbox.works(before.staging)).toBe(false);
  });

  test('keeps every key when the set grows so large that its map becomes locals, and when it shrinks again', async () => {
    // given
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [
      `e${index}`, { name: `n${index}`, ...(index % 2 === 0 ? { expiresAt: FAR } : {}) },
    ]));
    const stack = await e2e.stack(set(many(50)));
    await stack.deploy();

    // when
    stack.change(set(many(60)));

    // then
    const plan = await stack.plan();
    expect(stack.json().resource.ory_project_api_key.Keys.for_each).toBe('${local.Keys_names}');
    expect(plan.changes.map(({ actions }) => actions.join())).toEqual(Array(10).fill('create'));

    // when
    await stack.deploy();
    stack.change(set(many(50)));

    // then
    expect((await stack.plan({ destroys: 10 })).changes.map(({ actions }) => actions.join())).toEqual(Array(10).fill('delete'));
  });

  test('changes nothing when the order does', async () => {
    const stack = await e2e.stack(set(ALL));
    await stack.deploy();

    stack.change(set({ 'eu/qa': ALL['eu/qa'], staging: ALL.staging, production: ALL.production }));

    expect((await stack.plan()).clean).toBe(true);
  });

  test.each([
    ['is added', { ...ALL, us: { name: 'u' } }, [{ address: address('us'), actions: ['create'] }], 0],
    ['gets another name', { ...ALL, production: { name: 'P' } }, [{ address: address('production'), actions: ['create', 'delete'] }], 1],
    ['gets another expiry', { ...ALL, staging: { name: 's', expiresAt: inDays(400) } }, [{ address: address('staging'), actions: ['create', 'delete'] }], 1],
  ])('touches no other key where one %s', async (_, keys, changes, destroys) => {
    const stack = await e2e.stack(set(ALL));
    await stack.deploy();

    stack.change(set(keys));

    expect((await stack.plan({ destroys })).changes).toEqual(changes);
  });

  test('warns on plan of the key that expires soon', async () => {
    // given
    const stack = await e2e.stack(set({ ...ALL, soon: { name: 'soon', expiresAt: inDays(5) } }));
    await stack.deploy();

    // when
    const plan = await stack.plan();

    // then
    expect(plan.warnings).toEqual([expect.objectContaining({ summary: 'Check block assertion failed', detail: expect.stringContaining('soon') })]);
    expect(plan.clean).toBe(true);
  });

  test('takes the keys of a lost state back, each by its import command', async () => {
    // given
    const commands: string[] = [];
    const stack = await e2e.stack((scope) => {
      const keySet = new ProjectApiKeySet(scope, 'Keys', { keys: { lost: { name: 'lost' }, 'eu/lost': { name: 'lost in Europe' } } });
      commands.push(...['lost', 'eu/lost'].map((environment) => keySet.get(environment).importCommand));
    });
    const seeded = ['lost', 'lost in Europe'].map((name) => e2e.sandbox.seedProjectKey({ name }));
    await stack.init();

    // when
    for (const [i, command] of commands.entries()) {
      const [, , target, id] = wordsOf(command);
      const result = await stack.terraform.import(target, id.replace('<key-id>', seeded[i].id));
      expect(result).toMatchObject({ exitCode: 0 });
    }

    // then
    expect((await stack.plan()).clean).toBe(true);
  });
});
