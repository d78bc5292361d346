import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ory, ProjectApiKey } from '../../src';
import { useSandbox } from './support/e2e';
import { FAR } from './support/instants';

/** A service as users write one: its key is a part of it. */
class Service extends Construct {
  public readonly key: ProjectApiKey;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new ProjectApiKey(this, 'Key', { name: `${id} service`, expiresAt: FAR, keepers: { service: id } });
    this.key.addSensitiveOutput(`${id}_key`);
  }
}

describe('a key in a nested construct', () => {
  const e2e = useSandbox();

  test('is told from its sisters, and works', async () => {
    const stack = await e2e.stack((scope) => ['billing', 'search'].forEach((id) => new Service(scope, id)));

    await stack.deploy();

    const values = await Promise.all(['billing_key', 'search_key'].map((output) => stack.output(output)));
    expect(await Promise.all(values.map((value) => e2e.sandbox.works(value)))).toEqual([true, true]);
    expect(e2e.sandbox.projectKeys().map(({ name }) => name).sort()).toEqual(['billing service', 'search service']);
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('two provider aliases in one stack', () => {
  const e2e = useSandbox();

  test('each make, adopt and protect the keys of their own project', async () => {
    // given
    const adopted = e2e.sandbox.seedProjectKey({ name: 'by hand', projectId: e2e.sandbox.otherProjectId });
    const stack = await e2e.stack((scope) => {
      const other = new ory.OryProvider(scope, 'Other', { alias: 'other', projectId: e2e.sandbox.otherProjectId });
      new ProjectApiKey(scope, 'First', { name: 'first' });
      new ProjectApiKey(scope, 'Second', { name: 'second', provider: other });
      ProjectApiKey.importExisting(scope, 'Adopted', { name: 'by hand!', keyId: adopted.id, provider: other });
    });

    // when
    const plan = await stack.plan();
    await stack.deploy();

    // then
    expect(plan.changes.find(({ importing }) => importing)?.importing).toBe(`${e2e.sandbox.otherProjectId}/${adopted.id}`);
    expect(e2e.sandbox.projectKeys().map(({ name }) => name)).toEqual(['first']);
    expect(e2e.sandbox.projectKeys(e2e.sandbox.otherProjectId).map(({ name }) => name)).toEqual(['by hand', 'second']);
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('two stacks of one app', () => {
  const e2e = useSandbox();

  test('have outputs and constructs of the same names, and a reference across them carries the value', async () => {
    // given
    const workspace = e2e.workspace();
    workspace.synth((app: App) => {
      const [keys, consumers] = ['keys', 'consumers'].map((id) => {
        const stack = new TerraformStack(app, id);
        workspace.keepStateIn(stack);
        new ory.OryProvider(stack, 'Ory', { projectId: e2e.sandbox.projectId });
        return stack;
      });
      const key = new ProjectApiKey(keys, 'Key', { name: 'shared', expiresAt: FAR });
      const own = new ProjectApiKey(consumers, 'Key', { name: 'own', expiresAt: FAR });
      key.addSensitiveOutput('key');
      own.addSensitiveOutput('key');
      new TerraformOutput(consumers, 'shared', { value: key.value, sensitive: true });
      new TerraformOutput(consumers, 'shared_id', { value: key.keyId });
    });
    const keys = await e2e.run(workspace, 'keys');
    const consumers = await e2e.run(workspace, 'consumers');

    // when
    await keys.deploy();
    await consumers.deploy();

    // then
    const [shared, own] = e2e.sandbox.projectKeys();
    const outputs = await consumers.outputs();
    expect(await keys.output('key')).toBe(shared.value);
    expect(outputs).toMatchObject({ key: { value: own.value }, shared: { value: shared.value, sensitive: true }, shared_id: { value: shared.id } });
    expect((await keys.plan()).clean).toBe(true);
    expect((await consumers.plan()).clean).toBe(true);
  });

  test('work with the backend that cdktf gives them by itself, as `cdktf deploy` leaves it', async () => {
    // given
    const workspace = e2e.workspace();
    const directory = process.cwd();
    process.chdir(workspace.dir);
    try {
      workspace.synth((app) => ['a', 'b'].forEach((id) => {
        const stack = new TerraformStack(app, id);
        new ory.OryProvider(stack, 'Ory', { projectId: e2e.sandbox.projectId });
        new ProjectApiKey(stack, 'Key', { name: `key of ${id}` }).addSensitiveOutput('key');
      }));
    } finally {
      process.chdir(directory);
    }

    // when
    const stacks = await Promise.all(['a', 'b'].map((id) => e2e.run(workspace, id)));
    for (const stack of stacks) {
      await stack.deploy();
    }

    // then
    const values = await Promise.all(stacks.map((stack) => stack.output('key')));
    expect(new Set(values).size).toBe(2);
    expect(await Promise.all(values.map((value) => e2e.sandbox.works(value)))).toEqual([true, true]);
  });
});

describe('ProjectApiKey.fromApiKeyAttributes', () => {
  const e2e = useSandbox();

  test('renders nothing, so that neither apply nor destroy touches the key', async () => {
    // given
    const key = e2e.sandbox.seedProjectKey({ name: 'of someone else' });
    const stack = await e2e.stack((scope) => {
      const reference = ProjectApiKey.fromApiKeyAttributes(scope, 'Key', { keyId: key.id, name: key.name });
      new TerraformOutput(scope, 'id', { value: reference.keyId });
    });

    // when
    await stack.deploy();
    await stack.destroy();

    // then
    expect(stack.json()).not.toHaveProperty('resource');
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });
});
