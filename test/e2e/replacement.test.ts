import { DataResource, TerraformStack } from 'cdktf';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { ory, ProjectApiKey, ProjectApiKeyProps } from '../../src';
import { createdKeepersReplace } from './support/capabilities';
import { useSandbox } from './support/e2e';
import { PROTECTED } from './support/matchers';

const KEY = 'ory_project_api_key.Key';
const CONSUMER = 'null_resource.Consumer';

/** One key of the library under a fixed address. */
const key = (props: Partial<ProjectApiKeyProps> = {}) => (stack: TerraformStack) => {
  new ProjectApiKey(stack, 'Key', { name: 'ci', ...props }).resource.overrideLogicalId('Key');
};

describe('the order of a replacement', () => {
  const e2e = useSandbox();

  /** The changes that the API saw while something ran. */
  async function changesDuring(action: () => Promise<unknown>): Promise<string[]> {
    const before = e2e.sandbox.log().length;
    await action();
    return e2e.sandbox.log().slice(before).map(({ method }) => method).filter((method) => method !== 'GET');
  }

  test('leaves a moment without any key with the raw binding: the old one goes first', async () => {
    const build = (name: string) => (stack: TerraformStack) => {
      new ory.ProjectApiKey(stack, 'Key', { name });
    };
    const stack = await e2e.rawStack(build('ci'));
    await stack.deploy();

    stack.change(build('ci 2'));

    expect((await stack.plan()).actionsFor(KEY)).toBe('delete+create');
    expect(await changesDuring(() => stack.deploy())).toEqual(['DELETE', 'POST']);
  });

  test('creates the new key first with ProjectApiKey', async () => {
    const stack = await e2e.stack(key());
    await stack.deploy();

    stack.change(key({ name: 'ci 2' }));

    expect((await stack.plan({ destroys: 1 })).actionsFor(KEY)).toBe('create+delete');
    expect(await changesDuring(() => stack.deploy({ destroys: 1 }))).toEqual(['POST', 'DELETE']);
  });

  test('deletes the old key first where createBeforeDestroy is off', async () => {
    const stack = await e2e.stack(key({ createBeforeDestroy: false }));
    await stack.deploy();

    stack.change(key({ createBeforeDestroy: false, name: 'ci 2' }));

    expect(await changesDuring(() => stack.deploy({ destroys: 1 }))).toEqual(['DELETE', 'POST']);
  });

  test('fails to replace or destroy a key where preventDestroy is set, and the key works', async () => {
    // given
    const stack = await e2e.stack(key({ preventDestroy: true }));
    await stack.deploy();
    const { value } = (await stack.state())[KEY];

    // when
    stack.change(key({ preventDestroy: true, name: 'ci 2' }));
    const replaced = await stack.apply();
    const destroyed = await stack.destroy();

    // then
    expect(replaced.errors).toEqual([PROTECTED]);
    expect(destroyed.errors).toEqual([PROTECTED]);
    expect(await e2e.sandbox.works(value)).toBe(true);
  });

  test('destroys the key with the stack where nothing prevents it', async () => {
    const stack = await e2e.stack(key());
    await stack.deploy();
    const { value } = (await stack.state())[KEY];

    await stack.destroy();

    expect(await e2e.sandbox.works(value)).toBe(false);
  });
});

describe('keepers', () => {
  const e2e = useSandbox();

  test('replace the key when an entry changes, and no earlier', async () => {
    // given
    const stack = await e2e.stack(key({ keepers: { quarter: '2026-Q3', team: 'payments' } }));
    await stack.deploy();
    expect((await stack.plan()).clean).toBe(true);

    // when
    stack.change(key({ keepers: { quarter: '2026-Q4', team: 'payments' } }));
    const plan = await stack.plan({ destroys: 1 });
    await stack.deploy({ destroys: 1 });

    // then
    expect(plan.actionsFor(KEY)).toBe('create+delete');
    expect((await stack.plan()).clean).toBe(true);
  });

  test('change nothing by their order', async () => {
    const stack = await e2e.stack(key({ keepers: { a: '1', b: '2' } }));
    await stack.deploy();

    stack.change(key({ keepers: { b: '2', a: '1' } }));

    expect((await stack.plan()).clean).toBe(true);
  });

  test('replace the key when an entry is added or removed', async () => {
    const stack = await e2e.stack(key({ keepers: { a: '1' } }));
    await stack.deploy();

    stack.change(key({ keepers: { a: '1', b: '2' } }));
    expect((await stack.plan({ destroys: 1 })).actionsFor(KEY)).toBe('create+delete');
    await stack.deploy({ destroys: 1 });

    stack.change(key({ keepers: { b: '2' } }));
    expect((await stack.plan({ destroys: 1 })).actionsFor(KEY)).toBe('create+delete');
  });

  test('do not replace a deployed key when they are added to it, but with OpenTofu from 1.12 on, which counts that as a change', async () => {
    // given
    const stack = await e2e.stack(key());
    await stack.deploy();
    const { id } = (await stack.state())[KEY];

    // when
    stack.change(key({ keepers: { quarter: '2026-Q4' } }));
    const destroys = createdKeepersReplace() ? 1 : 0;
    const plan = await stack.plan({ destroys });
    await stack.deploy({ destroys });

    // then
    expect(plan.actionsFor(KEY)).toBe(createdKeepersReplace() ? 'create+delete' : undefined);
    expect((await stack.state())[KEY].id === id).toBe(!createdKeepersReplace());
    expect((await stack.plan()).clean).toBe(true);
  });

  test('do not replace a key when they are taken away', async () => {
    const stack = await e2e.stack(key({ keepers: { quarter: '2026-Q4' } }));
    await stack.deploy();
    const { id } = (await stack.state())[KEY];

    stack.change(key());
    await stack.deploy();

    expect((await stack.state())[KEY].id).toBe(id);
  });

  test('are referred to by a bare address, also where their logical id is overridden later', async () => {
    const stack = await e2e.stack((scope) => {
      const ours = new ProjectApiKey(scope, 'Key', { name: 'ci', keepers: { a: '1' } });
      (ours.node.findChild('Keepers') as any).overrideLogicalId('elsewhere');
    });

    await stack.deploy();

    const [resource] = Object.values<any>(stack.json().resource.ory_project_api_key);
    expect(resource.lifecycle.replace_triggered_by).toEqual(['terraform_data.elsewhere.id']);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('fail with the raw binding and the address as cdktf renders it', async () => {
    const stack = await e2e.rawStack((scope) => {
      const keeper = new DataResource(scope, 'Keeper', { input: { a: '1' } });
      new ory.ProjectApiKey(scope, 'Key', { name: 'ci', lifecycle: { replaceTriggeredBy: [keeper.fqn] } });
    });
    await stack.terraform.init();

    const { exitCode, stdout } = await stack.terraform.run('validate', '-json');

    expect(exitCode).not.toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false, diagnostics: expect.arrayContaining([expect.objectContaining({ severity: 'error', summary: 'Invalid character' })]),
    });
  });
});

describe('a NullResource that uses the key', () => {
  const e2e = useSandbox();
  const consumed = (props: Partial<ProjectApiKeyProps> = {}) => (stack: TerraformStack) => {
    const ours = new ProjectApiKey(stack, 'Key', { name: 'ci', ...props });
    new NullProvider(stack, 'Null');
    new NullResource(stack, 'Consumer', { triggers: { key: ours.keyId } });
  };

  test('is replaced when the key is, and no earlier', async () => {
    // given
    const stack = await e2e.stack(consumed({ keepers: { n: '1' } }));
    await stack.deploy();
    const before = (await stack.state())[CONSUMER];
    expect((await stack.plan()).clean).toBe(true);

    // when
    stack.change(consumed({ keepers: { n: '2' } }));
    const plan = await stack.plan({ destroys: 1 });
    await stack.deploy({ destroys: 1 });

    // then
    const after = (await stack.state())[CONSUMER];
    const [live] = e2e.sandbox.projectKeys();
    expect(plan.actionsFor(CONSUMER)).toMatch(/delete/);
    expect(after.id).not.toBe(before.id);
    expect(after.triggers).toEqual({ key: live.id });
    expect((await stack.plan()).clean).toBe(true);
  });
});
