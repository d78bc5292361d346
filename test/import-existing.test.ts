import { TerraformResource, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey } from '../src';
import {
  KEY, newApp, newStack, onlyProjectKey, OTHER_KEY, OTHER_PROJECT, problemOf, PROJECT, render, resources, secretVariable, warningsOf,
} from './support/stacks';

const IGNORED = ['name', 'expires_at', 'project_id'];

describe('ProjectApiKey.importExisting', () => {
  test('renders an import block with the composite id, ignores differences and refuses to destroy', () => {
    // GIVEN
    const stack = newStack();

    // WHEN
    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, projectId: PROJECT });

    // THEN
    const { check, locals, ...rest } = render(stack);
    expect(rest).toEqual({
      provider: { ory: [{}] },
      terraform: { required_providers: { ory: { source: 'ory/ory', version: '>= 0.0.1' } }, required_version: '>= 1.5' },
      import: [{ to: 'ory_project_api_key.Old_F7E39C65', id: `${PROJECT}/${KEY}` }],
      resource: {
        ory_project_api_key: { Old_F7E39C65: { name: 'old', project_id: PROJECT, lifecycle: { ignore_changes: IGNORED, prevent_destroy: true } } },
      },
    });
    expect(Object.keys(check)).toEqual(['OryApiKeyExpiry', 'ory_project_api_key_Old_F7E39C65_identity']);
    expect(locals).toEqual({ OryApiKeyExpiry: { '720h': { 'stack/Old': '${ory_project_api_key.Old_F7E39C65.expires_at}' } } });
  });

  test('says that the key was imported', () => {
    expect(ProjectApiKey.importExisting(newStack(), 'Old', { name: 'old', keyId: KEY }).imported).toBe(true);
  });

  test('takes the project that the provider names into the id, but not into the resource', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(render(stack).import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: `${PROJECT}/${KEY}` }]);
    expect(onlyProjectKey(stack)).not.toHaveProperty('project_id');
  });

  test('takes the project of a provider that is made, or told its project, after the key', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    (stack.node.findChild('Ory') as ory.OryProvider).projectId = PROJECT;

    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  });

  test('prefers its own project to that of the provider', () => {
    const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, projectId: PROJECT });

    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  });

  test('takes the bare id where nobody names a project', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(render(stack).import[0].id).toBe(KEY);
    expect(onlyProjectKey(stack)).not.toHaveProperty('project_id');
  });

  test('takes an empty project of the provider for none', () => {
    const stack = newStack(newApp(), 'stack', { projectId: '' });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(render(stack).import[0].id).toBe(KEY);
  });

  test('with an aliased provider takes its project, and has Terraform import through the provider of its resource', () => {
    const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });
    const other = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, provider: other });

    expect(render(stack).import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: `${PROJECT}/${KEY}` }]);
    expect(onlyProjectKey(stack).provider).toBe('ory.other');
  });

  test('is imported with the project of the provider that its resource ends up with', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });
    const key = ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    key.resource.provider = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: OTHER_PROJECT });

    expect(render(stack).import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: `${OTHER_PROJECT}/${KEY}` }]);
    expect(key.importCommand).toContain(`${OTHER_PROJECT}/${KEY}`);
  });

  test('does not take the project of an aliased provider that it does not use', () => {
    const stack = newStack();
    new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(render(stack).import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: KEY }]);
  });

  test.each([
    ['the key', (id: string) => ({ keyId: id }), '${var.id}'],
    ['the project', (id: string) => ({ keyId: KEY, projectId: id }), `\${var.id}/${KEY}`],
    ['both', (id: string) => ({ keyId: id, projectId: id }), '${var.id}/${var.id}'],
  ])('needs Terraform 1.6 where a token names %s', (_what, ids, expected) => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'id', { type: 'string' });

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', ...ids(variable.stringValue) });

    expect(render(stack).import[0].id).toBe(expected);
    expect(render(stack).terraform.required_version).toBe('>= 1.6');
  });

  test('needs Terraform 1.6 where a token names the provider\'s project', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'project', { type: 'string' });
    (stack.node.findChild('Ory') as ory.OryProvider).projectId = variable.stringValue;

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(render(stack).import[0].id).toBe(`\${var.project}/${KEY}`);
    expect(render(stack).terraform.required_version).toBe('>= 1.6');
  });

  test('needs Terraform 1.5 for literals even when no plan is to warn', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, expiryWarningDays: 0 });

    expect(render(stack).terraform.required_version).toBe('>= 1.5');
    expect(Object.keys(render(stack).check)).toEqual(['ory_project_api_key_Old_F7E39C65_identity']);
  });

  test('with adoptChanges ignores nothing, and a replacement comes before the destruction', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, projectId: PROJECT, adoptChanges: true });

    expect(onlyProjectKey(stack).lifecycle).toEqual({ create_before_destroy: true, prevent_destroy: true });
    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  });

  test('with preventDestroy false leaves only the ignored differences', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, preventDestroy: false });

    expect(onlyProjectKey(stack).lifecycle).toEqual({ ignore_changes: IGNORED });
  });

  test('takes null for every optional prop as left out, as other languages give it', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', {
      name: 'old', keyId: KEY, projectId: null, expiresAt: null, value: null, expiryWarningDays: null, provider: null, preventDestroy: null, adoptChanges: null,
    } as any);

    expect(onlyProjectKey(stack)).toEqual({ name: 'old', lifecycle: { ignore_changes: IGNORED, prevent_destroy: true } });
    expect(render(stack).import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: KEY }]);
  });

  test('takes no keepers from the props of another key: a changed one would replace the live key', () => {
    const stack = newStack();
    const others = { name: 'old', keepers: { release: '4' } };

    ProjectApiKey.importExisting(stack, 'Old', { ...others, keyId: KEY });

    expect(onlyProjectKey(stack).lifecycle).toEqual({ ignore_changes: IGNORED, prevent_destroy: true });
    expect(resources(stack, 'terraform_data')).toEqual({});
  });

  test('renders the expiry, normalised', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, expiresAt: '2031-01-01T00:00:00.999+01:00' });

    expect(onlyProjectKey(stack).expires_at).toBe('2030-12-31T23:00:00Z');
  });

  test('warns of a near expiry with advice that fits a key whose expiry cannot change', () => {
    const app = newApp();
    ProjectApiKey.importExisting(newStack(app), 'Old', { name: 'old', keyId: KEY, expiresAt: '2030-01-02T00:00:00Z' });

    expect(warningsOf(app).map(({ message }) => message)).toEqual([
      'API key "old" expires at 2030-01-02T00:00:00Z, in 1 day; an imported key keeps its expiry: put a new key in its place',
    ]);
  });

  test('follows the logical id even when it is overridden later', () => {
    const stack = newStack();
    const key = ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    key.resource.overrideLogicalId('renamed');

    expect(render(stack).import[0].to).toBe('ory_project_api_key.renamed');
  });

  test('of several keys renders one block each, in order, beside an import of the user\'s own', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY });
    const raw = new TerraformResource(stack, 'Raw', { terraformResourceType: 'terraform_data' });
    raw.importFrom('raw-id');
    ProjectApiKey.importExisting(stack, 'B', { name: 'b', keyId: OTHER_KEY });

    const blocks = render(stack).import;

    expect(blocks.map(({ id }: any) => id).sort()).toEqual([KEY, OTHER_KEY, 'raw-id'].sort());
    expect(blocks.findIndex(({ id }: any) => id === KEY)).toBeLessThan(blocks.findIndex(({ id }: any) => id === OTHER_KEY));
  });

  test('child ids and logical ids stay as they are', () => {
    const stack = newStack();

    const key = ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(key.node.findAll().map((child) => child.node.path)).toEqual(['stack/Old', 'stack/Old/Resource']);
    expect(Object.keys(resources(stack, 'ory_project_api_key'))).toEqual(['Old_F7E39C65']);
  });
});

describe('the value of an imported key', () => {
  test('is what the caller holds', () => {
    const stack = newStack();
    const key = ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, value: secretVariable(stack).stringValue });

    key.addSensitiveOutput('old_key');

    expect(render(stack).output.old_key).toEqual({ value: '${sensitive(var.secret)}', sensitive: true });
  });

  test('fails to be read when the caller gave none, and says why and what to do', () => {
    const key = ProjectApiKey.importExisting(newStack(), 'Old', { name: 'old', keyId: KEY });

    expect(problemOf(() => key.value)).toMatch(/^stack\/Old: the value of an imported key is not available: the API returned it once.*give it to importExisting as `value`/);
  });

  test('fails to be put out when the caller gave none, and leaves no output behind', () => {
    const stack = newStack();
    const key = ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    expect(problemOf(() => key.addSensitiveOutput('old_key'))).toContain('the value of an imported key is not available');
    expect(render(stack).output).toBeUndefined();
  });

  test('fails to be stored when the caller gave none, and leaves no construct behind', () => {
    const key = ProjectApiKey.importExisting(newStack(), 'Old', { name: 'old', keyId: KEY });
    const bind = jest.fn();

    expect(problemOf(() => key.storeIn('Vault', { bind }))).toContain('the value of an imported key is not available');
    expect(bind).not.toHaveBeenCalled();
    expect(key.node.tryFindChild('Vault')).toBeUndefined();
  });

  test.each([['plain-text'], [''], ['ory_pat_S3cretS3cretS3cret'], ['$${var.secret}'], [42]])('fails to be given as a literal, %p, which synth would write to a file', (value) => {
    const message = problemOf(() => ProjectApiKey.importExisting(newStack(), 'Old', { name: 'old', keyId: KEY, value: value as string }));

    expect(message).toMatch(/^stack\/Old: value: a literal was given \(not shown here\).*expected a token, such as the stringValue of a sensitive TerraformVariable$/);
    expect(message).not.toContain('plain-text');
  });
});
