import { DataResource, TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeySecret, ApiKeyTracking, IApiKey, ISecretSink, ProjectApiKey, WorkspaceApiKey } from '../../src';
import { KEY, newStack, resources, secretVariable, WORKSPACE } from '../support/stacks';

/** A sink as a user writes one: a record in the state stands for the vault. */
class RecordingSink implements ISecretSink {
  public readonly secrets: ApiKeySecret[] = [];

  public bind(scope: Construct, secret: ApiKeySecret): void {
    this.secrets.push(secret);
    new DataResource(scope, 'Entry', { input: { ...secret } });
  }
}

function stored(make: (stack: ReturnType<typeof newStack>) => IApiKey): any {
  const stack = newStack();
  make(stack).storeIn('Vault', new RecordingSink());
  const entries = Object.entries(resources(stack, 'terraform_data')).filter(([id]) => id.includes('Vault'));
  return (entries[0][1] as any).input;
}

describe('storeIn', () => {
  test('hands name, value and version of a key to the sink, with a scope of its own', () => {
    // GIVEN
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    // WHEN
    const scope = key.storeIn('Vault', new RecordingSink());

    // THEN
    expect(scope.node.path).toBe('stack/Ci/Vault');
    expect(scope.node.children.map((child) => child.node.id)).toEqual(['Entry']);
    expect(TerraformElement.isTerraformElement(scope)).toBe(false);
  });

  test('versions a key that this app made by its id, which changes exactly when the key is replaced', () => {
    expect(stored((stack) => new ProjectApiKey(stack, 'Ci', { name: 'ci' }))).toEqual({
      name: '${ory_project_api_key.Ci_A080E7EE.name}',
      value: '${sensitive(ory_project_api_key.Ci_A080E7EE.value)}',
      version: '${ory_project_api_key.Ci_A080E7EE.id}',
    });
  });

  test('hands over the expiry of a key that has one', () => {
    expect(stored((stack) => new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' })).expiresAt)
      .toBe('${ory_project_api_key.Ci_A080E7EE.expires_at}');
  });

  test('versions an imported key by a hash of its value, since its id stays when the caller changes the value', () => {
    expect(stored((stack) => ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: KEY, value: secretVariable(stack).stringValue }))).toEqual({
      name: '${ory_project_api_key.Ci_A080E7EE.name}',
      value: '${sensitive(var.secret)}',
      version: '${sha256(sensitive(var.secret))}',
      expiresAt: '${ory_project_api_key.Ci_A080E7EE.expires_at}',
    });
  });

  test('versions a key that something else owns by a hash of its value', () => {
    expect(stored((stack) => ProjectApiKey.fromApiKeyAttributes(stack, 'Ci', { name: 'ci', keyId: KEY, value: secretVariable(stack).stringValue }))).toEqual({
      name: 'ci', value: '${sensitive(var.secret)}', version: '${sha256(sensitive(var.secret))}',
    });
  });

  test('hands over the expiry that is known of a key that something else owns', () => {
    expect(stored((stack) => ProjectApiKey.fromApiKeyAttributes(stack, 'Ci', {
      name: 'ci', keyId: KEY, value: secretVariable(stack).stringValue, expiresAt: '2031-01-01T00:00:00Z',
    })).expiresAt).toBe('2031-01-01T00:00:00Z');
  });

  test('versions a workspace key by a hash of its value', () => {
    expect(stored((stack) => new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, value: secretVariable(stack).stringValue })))
      .toEqual({
        name: '${ory_workspace_api_key.W_8F2A5E99.name}',
        value: '${sensitive(var.secret)}',
        version: '${sha256(sensitive(var.secret))}',
        expiresAt: '${ory_workspace_api_key.W_8F2A5E99.expires_at}',
      });
  });

  test('hands over no expiry of a referred workspace key that has none', () => {
    expect(stored((stack) => new WorkspaceApiKey(stack, 'W', {
      name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, value: secretVariable(stack).stringValue,
    }))).toEqual({ name: 'ops', value: '${sensitive(var.secret)}', version: '${sha256(sensitive(var.secret))}' });
  });

  test('hands over the expiry of a referred workspace key', () => {
    expect(stored((stack) => new WorkspaceApiKey(stack, 'W', {
      name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, value: secretVariable(stack).stringValue, expiresAt: '2031-01-01T00:00:00Z',
    })).expiresAt).toBe('2031-01-01T00:00:00Z');
  });

  test('stores one key in two sinks', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });
    const sink = new RecordingSink();

    key.storeIn('Vault', sink);
    key.storeIn('Backup', sink);

    expect(sink.secrets).toHaveLength(2);
    const [first, second, ...more] = Object.values(resources(stack, 'terraform_data'));
    expect(first).toEqual(second);
    expect(more).toEqual([]);
  });

  test('fails when an id is used twice, as constructs do', () => {
    const key = new ProjectApiKey(newStack(), 'Ci', { name: 'ci' });
    key.storeIn('Vault', new RecordingSink());

    expect(() => key.storeIn('Vault', new RecordingSink())).toThrow(/already a Construct with name 'Vault'/);
  });

  test('lets what a sink throws pass', () => {
    const key = new ProjectApiKey(newStack(), 'Ci', { name: 'ci' });
    const failing: ISecretSink = {
      bind: () => {
        throw new Error('the vault is closed');
      },
    };

    expect(() => key.storeIn('Vault', failing)).toThrow('the vault is closed');
  });
});
