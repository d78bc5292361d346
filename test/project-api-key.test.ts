import { TerraformResource, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey } from '../src';
import { newApp, newStack, onlyProjectKey, PROJECT, render, resolved, resources, watched } from './support/stacks';

describe('ProjectApiKey', () => {
  test('with a name alone renders the name and create_before_destroy, and nothing else', () => {
    // GIVEN
    const stack = newStack();

    // WHEN
    new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    // THEN
    expect(render(stack)).toEqual({
      provider: { ory: [{}] },
      terraform: { required_providers: { ory: { source: 'ory/ory', version: '>= 0.0.1' } } },
      resource: { ory_project_api_key: { Ci_A080E7EE: { name: 'ci', lifecycle: { create_before_destroy: true } } } },
    });
  });

  test('renders every prop under the name that the provider gives it', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', {
      name: 'ci',
      projectId: PROJECT,
      expiresAt: '2031-06-01T02:00:00.5+02:00',
      expiryWarningDays: 7,
      keepers: { release: '4' },
      createBeforeDestroy: false,
      preventDestroy: true,
    });

    expect(onlyProjectKey(stack)).toEqual({
      name: 'ci',
      project_id: PROJECT,
      expires_at: '2031-06-01T00:00:00Z',
      lifecycle: { prevent_destroy: true, replace_triggered_by: ['terraform_data.Ci_Keepers_2CABCE40.id'] },
    });
  });

  test('renders no lifecycle at all when nothing of it is asked for', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', createBeforeDestroy: false, preventDestroy: false });

    expect(onlyProjectKey(stack)).toEqual({ name: 'ci' });
  });

  test('takes null for every optional prop as left out, as other languages give it', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', {
      name: 'ci', projectId: null, expiresAt: null, expiryWarningDays: null, keepers: null, createBeforeDestroy: null, preventDestroy: null, provider: null,
    } as any);

    expect(onlyProjectKey(stack)).toEqual({ name: 'ci', lifecycle: { create_before_destroy: true } });
    expect(render(stack).check).toBeUndefined();
  });

  test('brings a UUID in capitals to lower case, since the provider compares ids as strings', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', projectId: PROJECT.toUpperCase() });

    expect(onlyProjectKey(stack).project_id).toBe(PROJECT);
  });

  test('an expiry at the last instant that RFC 3339 writes is rendered', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '9999-12-31T23:59:59Z' });

    expect(onlyProjectKey(stack).expires_at).toBe('9999-12-31T23:59:59Z');
  });

  test('child ids and logical ids stay as they are: a change would replace keys that exist', () => {
    const stack = newStack();

    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z', keepers: { a: 'b' } });
    key.addSensitiveOutput('ci_key');

    expect(key.node.findAll().map((child) => child.node.path)).toEqual([
      'stack/Ci', 'stack/Ci/Keepers', 'stack/Ci/Resource', 'stack/Ci/Output-ci_key',
    ]);
    expect(Object.keys(resources(stack, 'ory_project_api_key'))).toEqual(['Ci_A080E7EE']);
    expect(Object.keys(resources(stack, 'terraform_data'))).toEqual(['Ci_Keepers_2CABCE40']);
    expect(Object.keys(render(stack).check)).toEqual(['OryApiKeyExpiry']);
    expect(Object.keys(render(stack).locals)).toEqual(['OryApiKeyExpiry']);
    expect(Object.keys(render(stack).output)).toEqual(['ci_key']);
  });

  test.each([
    ['keyId', 'id'], ['name', 'name'], ['projectId', 'project_id'], ['expiresAt', 'expires_at'], ['createdAt', 'created_at'], ['ownerId', 'owner_id'],
  ] as const)('the attribute %s refers to %s of the resource', (attribute, argument) => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    new TerraformVariable(stack, 'Shown', { default: key[attribute] });

    expect(render(stack).variable.Shown.default).toBe(`\${ory_project_api_key.Ci_A080E7EE.${argument}}`);
  });

  test('the value is marked sensitive, since another stack would show it', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    expect(resolved(stack, key.value)).toBe('${sensitive(ory_project_api_key.Ci_A080E7EE.value)}');
    expect(key.value).toBe(key.value);
  });

  test('gives the wrapped resource, and that it was not imported', () => {
    const key = new ProjectApiKey(newStack(), 'Ci', { name: 'ci' });

    expect(key.resource).toBeInstanceOf(ory.ProjectApiKey);
    expect(key.resource).toBe(key.node.findChild('Resource'));
    expect(key.imported).toBe(false);
  });

  test('overrides of the resource are rendered', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' });

    key.resource.overrideLogicalId('renamed');
    key.resource.addOverride('depends_on', ['terraform_data.x']);

    expect(resources(stack, 'ory_project_api_key')).toEqual({
      renamed: { name: 'ci', expires_at: '2031-01-01T00:00:00Z', depends_on: ['terraform_data.x'], lifecycle: { create_before_destroy: true } },
    });
    expect(watched(stack)).toEqual({ 'stack/Ci': { expires_at: '${ory_project_api_key.renamed.expires_at}', within: '720h' } });
  });

  test('uses the provider that was given', () => {
    const stack = newStack();
    const other = new ory.OryProvider(stack, 'Other', { alias: 'other' });

    new ProjectApiKey(stack, 'Ci', { name: 'ci', provider: other });

    expect(onlyProjectKey(stack).provider).toBe('ory.other');
  });

  test('renders the same JSON at every synth', () => {
    const synth = () => {
      const stack = newStack(newApp());
      new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z', keepers: { b: '1', a: '2' } });
      return JSON.stringify(render(stack));
    };

    expect(synth()).toBe(synth());
  });
});

describe('keepers', () => {
  test('are recorded in the state, and a change replaces the key: a bare address, since Terraform refuses "${...}" there', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: { release: '4', owner: 'platform' } });

    expect(resources(stack, 'terraform_data')).toEqual({ Ci_Keepers_2CABCE40: { triggers_replace: { owner: 'platform', release: '4' } } });
    expect(onlyProjectKey(stack).lifecycle).toEqual({ create_before_destroy: true, replace_triggered_by: ['terraform_data.Ci_Keepers_2CABCE40.id'] });
  });

  test('need Terraform 1.4', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: {} });

    expect(render(stack).terraform.required_version).toBe('>= 1.4');
  });

  test('that are empty are recorded, too', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: {} });

    expect(resources(stack, 'terraform_data')).toEqual({ Ci_Keepers_2CABCE40: { triggers_replace: {} } });
  });

  test('are found by their logical id even when it is overridden later', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: { a: 'b' } });

    (key.node.findChild('Keepers') as TerraformResource).overrideLogicalId('ci_keepers');
    key.resource.overrideLogicalId('ci');

    expect(resources(stack, 'terraform_data')).toEqual({ ci_keepers: { triggers_replace: { a: 'b' } } });
    expect(resources(stack, 'ory_project_api_key').ci.lifecycle.replace_triggered_by).toEqual(['terraform_data.ci_keepers.id']);
  });

  test('may depend on other resources', () => {
    const stack = newStack();
    const first = new ProjectApiKey(stack, 'First', { name: 'first' });

    new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: { first: first.keyId } });

    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { first: `\${${first.resource.terraformResourceType}.${first.resource.friendlyUniqueId}.id}` } }]);
  });
});
