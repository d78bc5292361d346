import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { SandboxKey } from '../../sandbox';
import { ory, ProjectApiKey, ProjectApiKeyImportProps } from '../../src';
import { Deployment, E2e, useSandbox } from './support/e2e';
import { FAR, inDays } from './support/instants';
import { CHECK_FAILED, PROTECTED } from './support/matchers';


const ADDRESS = 'ory_project_api_key.Key';
const REPLACES = 'delete+create';

/** Plans the import of a key with the raw binding. */
function importRaw(e2e: E2e, id: string, config: ory.ProjectApiKeyConfig): Promise<Deployment> {
  // The project comes from the environment, so that the configuration names it only where the case says so.
  return e2e.rawStack((stack) => new ory.ProjectApiKey(stack, 'Key', config).importFrom(id), { provider: {}, env: { ORY_PROJECT_ID: e2e.sandbox.projectId } });
}

/** The same with the library, under the address of the raw binding. */
function importOurs(e2e: E2e, props: ProjectApiKeyImportProps, provider?: ory.OryProviderConfig): Promise<Deployment> {
  return e2e.stack((stack) => {
    ProjectApiKey.importExisting(stack, 'Key', props).resource.overrideLogicalId('Key');
  }, { provider, env: { ORY_PROJECT_ID: e2e.sandbox.projectId } });
}

describe('import with the raw binding', () => {
  const e2e = useSandbox();
  let key: SandboxKey;
  let project: string;

  beforeEach(() => {
    project = e2e.sandbox.projectId;
    key = e2e.sandbox.seedProjectKey({ name: 'ci', expiresAt: FAR });
  });

  test('changes nothing by a composite id, where name and expiry are those of the key', async () => {
    const stack = await importRaw(e2e, `${project}/${key.id}`, { name: 'ci', expiresAt: FAR, projectId: project });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe('no-op');
  });

  test('changes nothing by a composite id, where the configuration names no project', async () => {
    const stack = await importRaw(e2e, `${project}/${key.id}`, { name: 'ci', expiresAt: FAR });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe('no-op');
  });

  test('changes nothing by a bare id, where the configuration names no project', async () => {
    const stack = await importRaw(e2e, key.id, { name: 'ci', expiresAt: FAR });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe('no-op');
  });

  test('destroys the live key by a bare id, where the configuration names the project', async () => {
    const stack = await importRaw(e2e, key.id, { name: 'ci', expiresAt: FAR, projectId: project });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe(REPLACES);
  });

  test('destroys the live key where the configuration leaves its expiry out', async () => {
    const stack = await importRaw(e2e, `${project}/${key.id}`, { name: 'ci' });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe(REPLACES);
  });

  test('destroys the live key where the name differs, for good', async () => {
    // given
    const stack = await importRaw(e2e, `${project}/${key.id}`, { name: 'CI', expiresAt: FAR });
    const plan = await stack.plan();

    // when
    await stack.deploy();

    // then
    expect(plan.actionsFor(ADDRESS)).toBe(REPLACES);
    expect(await e2e.sandbox.works(key.value)).toBe(false);
  });

  test('changes nothing where the name differs, but the differences are ignored', async () => {
    const lifecycle = { ignoreChanges: ['name', 'expires_at', 'project_id'], preventDestroy: true };
    const stack = await importRaw(e2e, `${project}/${key.id}`, { name: 'CI', projectId: project, lifecycle });

    expect((await stack.plan()).actionsFor(ADDRESS)).toBe('no-op');
  });

  test('fails by an id that no key has', async () => {
    const stack = await importRaw(e2e, `${project}/00000000-0000-4000-8000-000000000000`, { name: 'ci' });

    expect((await stack.plan()).errors).toEqual([expect.objectContaining({ summary: 'Cannot import non-existent remote object' })]);
  });

  test('leaves the value null, and an output over it vanishes without a word', async () => {
    // given
    const stack = await e2e.rawStack((scope) => {
      const raw = new ory.ProjectApiKey(scope, 'Key', { name: 'ci', expiresAt: FAR });
      raw.importFrom(`${project}/${key.id}`);
      new TerraformOutput(scope, 'key', { value: raw.value, sensitive: true });
    });

    // when
    const report = await stack.deploy();

    // then
    expect(report.warnings).toEqual([]);
    expect((await stack.state())[ADDRESS]).toMatchObject({ id: key.id, value: null });
    expect(await stack.outputs()).toEqual({});
  });
});

describe('ProjectApiKey.importExisting', () => {
  const e2e = useSandbox();
  let key: SandboxKey;
  let project: string;

  beforeEach(() => {
    project = e2e.sandbox.projectId;
    key = e2e.sandbox.seedProjectKey({ name: 'ci', expiresAt: FAR });
  });

  test.each<[string, (props: { keyId: string; projectId: string }) => ProjectApiKeyImportProps]>([
    ['name, expiry and project are those of the key', (ids) => ({ ...ids, name: 'ci', expiresAt: FAR })],
    ['the provider names the project', ({ keyId }) => ({ keyId, name: 'ci', expiresAt: FAR })],
    ['the expiry is left out', (ids) => ({ ...ids, name: 'ci' })],
    ['the expiry differs', (ids) => ({ ...ids, name: 'ci', expiresAt: '2091-01-01T00:00:00Z' })],
    ['the name differs', (ids) => ({ ...ids, name: 'CI' })],
    ['everything agrees and changes are to be adopted', (ids) => ({ ...ids, name: 'ci', expiresAt: FAR, adoptChanges: true })],
  ])('changes nothing where %s', async (_, props) => {
    // given
    const stack = await importOurs(e2e, props({ keyId: key.id, projectId: project }));

    // when
    const plan = await stack.plan();
    await stack.deploy();

    // then
    expect(plan.changes).toEqual([{ address: ADDRESS, actions: ['no-op'], importing: `${project}/${key.id}` }]);
    expect((await stack.plan()).clean).toBe(true);
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });

  test('warns on every plan where keyId was changed: the import does nothing, and the state keeps the other key', async () => {
    // given
    const other = e2e.sandbox.seedProjectKey({ name: 'other', expiresAt: FAR });
    const importing = (keyId: string) => (stack: TerraformStack) => void ProjectApiKey.importExisting(stack, 'Key', { name: 'ci', keyId, projectId: project });
    const stack = await e2e.stack(importing(key.id));
    const first = await stack.deploy();

    // when
    stack.change(importing(other.id));
    const plan = await stack.plan();

    // then
    expect(first.warnings).toEqual([]);
    expect(plan.changes).toEqual([]);
    expect(plan.warnings).toEqual([CHECK_FAILED]);
    expect(plan.warnings[0].detail).toContain(`is ${key.id} in the state, not ${other.id} as its keyId says`);
  });

  test('warns where an apply made a new key, since the imported one was deleted in the Console', async () => {
    // given
    const stack = await e2e.stack((scope) => void ProjectApiKey.importExisting(scope, 'Key', { name: 'ci', keyId: key.id, projectId: project }));
    await stack.deploy();

    // when
    e2e.sandbox.deleteProjectKey(key.id);
    const { warnings } = await stack.deploy();

    // then
    expect(warnings).toEqual([CHECK_FAILED]);
  });

  test('goes over to another place in the code by a move: without it, the plan would destroy the key', async () => {
    // given
    const stack = await e2e.stack((scope) => void ProjectApiKey.importExisting(scope, 'Old', { name: 'ci', keyId: key.id, projectId: project }));
    await stack.deploy();

    // when
    stack.change((scope) => void ProjectApiKey.importExisting(scope, 'New', { name: 'ci', keyId: key.id, projectId: project, movedFrom: ['Old'] }));
    const plan = await stack.plan();
    await stack.deploy();

    // then
    expect(plan.errors).toEqual([]);
    expect((await stack.plan()).clean).toBe(true);
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });

  test('changes nothing by a bare id, where only the environment names the project', async () => {
    const stack = await importOurs(e2e, { keyId: key.id, name: 'CI' }, {});

    expect((await stack.plan()).changes).toEqual([{ address: ADDRESS, actions: ['no-op'], importing: key.id }]);
    await stack.deploy();
    expect((await stack.plan()).clean).toBe(true);
  });

  test('changes nothing where both ids come from variables', async () => {
    // given
    const ids = { TF_VAR_key: key.id, TF_VAR_project: project };
    const stack = await e2e.stack((scope) => {
      const [keyId, projectId] = ['key', 'project'].map((name) => new TerraformVariable(scope, name, { type: 'string' }).stringValue);
      ProjectApiKey.importExisting(scope, 'Key', { keyId, projectId, name: 'CI' });
    }, { env: ids });

    // when
    await stack.deploy();

    // then
    expect((await stack.plan()).clean).toBe(true);
    expect(Object.values(await stack.state())).toEqual([expect.objectContaining({ id: key.id, project_id: project })]);
  });

  test('fails by an id that no key has', async () => {
    const stack = await importOurs(e2e, { keyId: '00000000-0000-4000-8000-000000000000', name: 'ci' });

    expect((await stack.plan()).errors).toEqual([expect.objectContaining({ summary: 'Cannot import non-existent remote object' })]);
  });

  test('adopts a key without expiry, whose check block then passes', async () => {
    const eternal = e2e.sandbox.seedProjectKey({ name: 'eternal' });
    const stack = await importOurs(e2e, { keyId: eternal.id, name: 'eternal' });

    await stack.deploy();
    const plan = await stack.plan();

    expect(plan.clean).toBe(true);
    expect(plan.checks.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  test('keeps the key when a later edit changes name, expiry or project', async () => {
    // given
    const stack = await importOurs(e2e, { keyId: key.id, projectId: project, name: 'ci' });
    await stack.deploy();

    // when
    stack.change((scope) => {
      const edited = { keyId: key.id, projectId: project, name: 'another', expiresAt: inDays(400) };
      ProjectApiKey.importExisting(scope, 'Key', edited).resource.overrideLogicalId('Key');
    });

    // then
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('adoptChanges', () => {
  const e2e = useSandbox();
  let key: SandboxKey;

  beforeEach(() => {
    key = e2e.sandbox.seedProjectKey({ name: 'ci', expiresAt: FAR });
  });

  test('fails on a difference as long as the key is protected, and the key lives', async () => {
    const stack = await importOurs(e2e, { keyId: key.id, name: 'CI', expiresAt: FAR, adoptChanges: true });

    const report = await stack.apply();

    expect(report.errors).toEqual([PROTECTED]);
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });

  test('replaces the key on a difference once it is no longer protected, as was asked for', async () => {
    const stack = await importOurs(e2e, { keyId: key.id, name: 'CI', expiresAt: FAR, adoptChanges: true, preventDestroy: false });

    const plan = await stack.plan({ destroys: 1 });
    await stack.deploy({ destroys: 1 });

    expect(plan.actionsFor(ADDRESS)).toBe('create+delete');
    expect(await e2e.sandbox.works(key.value)).toBe(false);
    expect((await stack.plan()).clean).toBe(true);
  });
});

describe('the value of an adopted key', () => {
  const e2e = useSandbox();

  test('fails at synth as an output, where it was not given', async () => {
    const key = e2e.sandbox.seedProjectKey({ name: 'ci' });

    const synth = e2e.stack((stack) => ProjectApiKey.importExisting(stack, 'Key', { keyId: key.id, name: 'ci' }).addSensitiveOutput('key'));

    await expect(synth).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining('value of an imported key') });
  });

  test('is read as an output, where a sensitive variable holds it', async () => {
    // given
    const key = e2e.sandbox.seedProjectKey({ name: 'ci' });
    const stack = await e2e.stack((scope) => {
      const value = new TerraformVariable(scope, 'ci_key', { type: 'string', sensitive: true }).stringValue;
      ProjectApiKey.importExisting(scope, 'Key', { keyId: key.id, name: 'ci', value }).addSensitiveOutput('key');
    }, { env: { TF_VAR_ci_key: key.value } });

    // when
    await stack.deploy();

    // then
    expect(await stack.outputs()).toMatchObject({ key: { sensitive: true, value: key.value } });
    expect((await stack.plan()).clean).toBe(true);
  });
});
