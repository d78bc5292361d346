import { TerraformOutput } from 'cdktf';
import { ProjectApiKey } from '../src';
import { KEY, newStack, problemOf, PROJECT, render, secretVariable } from './support/stacks';

describe('ProjectApiKey.fromApiKeyAttributes', () => {
  test('renders nothing', () => {
    const stack = newStack();
    const before = render(stack);

    ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', {
      keyId: KEY, name: 'theirs', projectId: PROJECT, expiresAt: '2029-01-01T00:00:00Z', value: '${var.secret}',
    });

    expect(render(stack)).toEqual(before);
  });

  test('gives back what was given, the expiry normalised', () => {
    const key = ProjectApiKey.fromApiKeyAttributes(newStack(), 'Theirs', {
      keyId: KEY, name: 'theirs', projectId: PROJECT, expiresAt: '2031-01-01T00:00:00.5Z', value: '${var.secret}',
    });

    expect(key).toMatchObject({ keyId: KEY, name: 'theirs', projectId: PROJECT, expiresAt: '2031-01-01T00:00:00Z', value: '${sensitive("${var.secret}")}' });
  });

  test('leaves out what was not given', () => {
    const key = ProjectApiKey.fromApiKeyAttributes(newStack(), 'Theirs', { keyId: KEY, name: 'theirs', projectId: null, expiresAt: null, value: null } as any);

    expect(key).toMatchObject({ projectId: undefined, expiresAt: undefined });
  });

  test('has children only when it is put out', () => {
    const stack = newStack();
    const key = ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', { keyId: KEY, name: 'theirs', value: secretVariable(stack).stringValue });
    expect(key.node.children).toEqual([]);

    key.addSensitiveOutput('theirs');

    expect(render(stack).output).toEqual({ theirs: { value: '${sensitive(var.secret)}', sensitive: true } });
  });

  test('its attributes can be used', () => {
    const stack = newStack();
    const key = ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', { keyId: '${var.key}', name: 'theirs' });

    new TerraformOutput(stack, 'Shown', { value: `${key.name}: ${key.keyId}` });

    expect(render(stack).output.Shown).toEqual({ value: 'theirs: ${var.key}' });
  });

  test('fails to give a value that nobody gave', () => {
    const key = ProjectApiKey.fromApiKeyAttributes(newStack(), 'Theirs', { keyId: KEY, name: 'theirs' });

    expect(problemOf(() => key.value)).toMatch(/^stack\/Theirs: the value of a key that something else owns is not available.*give it as `value`/);
    expect(problemOf(() => key.addSensitiveOutput('theirs'))).toContain('something else owns');
    expect(problemOf(() => key.storeIn('Vault', { bind: () => undefined }))).toContain('something else owns');
  });

  test('fails to give an import command, and names the way to take ownership', () => {
    const key = ProjectApiKey.fromApiKeyAttributes(newStack(), 'Theirs', { keyId: KEY, name: 'theirs' });

    expect(problemOf(() => key.importCommand)).toMatch(/there is no resource to import into.*use ProjectApiKey\.importExisting/);
  });
});
