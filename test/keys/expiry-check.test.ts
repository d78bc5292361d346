import { TerraformVariable } from 'cdktf';
import {
  ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { KEY, newStack, render, watched, WORKSPACE } from '../support/stacks';

const EXPIRY = '2031-01-01T00:00:00Z';
const FAR = 'expiry == null ? true : timecmp(timeadd(plantimestamp(), period), expiry) < 0';
const conditionOver = (local: string) => `\${alltrue(flatten([for period, expiries in local.${local} : [for expiry in expiries : ${FAR}]]))}`;
const asserts = (stack: ReturnType<typeof newStack>) => render(stack).check?.OryApiKeyExpiry.assert;

describe('an expiry on plan', () => {
  test('is watched by a check block over a map, which refers to the resource', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: EXPIRY });

    expect(render(stack).locals).toEqual({ OryApiKeyExpiry: { '720h': { 'stack/Ci': '${ory_project_api_key.Ci_A080E7EE.expires_at}' } } });
    expect(render(stack).check).toEqual({
      OryApiKeyExpiry: {
        assert: [{
          condition: conditionOver('OryApiKeyExpiry'),
          error_message: 'API keys near their expiry, or past it: '
            + '${join(", ", flatten([for period, expiries in local.OryApiKeyExpiry : '
            + `[for path, expiry in expiries : "\${path} expires at \${coalesce(expiry, "no known time")}" if !(${FAR})]]))}. `
            + 'Replace each before its clients are refused.',
        }],
      },
    });
    expect(render(stack).terraform.required_version).toBe('>= 1.5');
  });

  test.each([[1, '24h'], [365, '8760h'], [36500, '876000h']])('is watched %p days before', (expiryWarningDays, within) => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: EXPIRY, expiryWarningDays });

    expect(watched(stack)['stack/Ci'].within).toBe(within);
  });

  test('that is a token is watched apart, since what is unknown would leave the others undecided, and is not shown, since it may be sensitive', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Known', { name: 'known', expiresAt: EXPIRY });

    new ProjectApiKey(stack, 'A', { name: 'a', expiresAt: '${var.expiry}' });
    new ProjectApiKey(stack, 'B', { name: 'b', expiresAt: new TerraformVariable(stack, 'expiry', {}).stringValue, expiryWarningDays: 3 });

    expect(Object.keys(render(stack).locals.OryApiKeyExpiry['720h'])).toEqual(['stack/Known']);
    expect(render(stack).locals.OryApiKeyExpiryComputed).toEqual({
      '720h': { 'stack/A': '${ory_project_api_key.A_CCC8ACD5.expires_at}' },
      '72h': { 'stack/B': expect.stringMatching(/^\$\{ory_project_api_key\.B_.*\.expires_at\}$/) },
    });
    expect(asserts(stack)).toEqual([expect.objectContaining({ condition: conditionOver('OryApiKeyExpiry') }), {
      condition: conditionOver('OryApiKeyExpiryComputed'),
      error_message: 'At least one of these API keys is near its expiry, or past it: stack/A, stack/B. Replace each before its clients are refused.',
    }]);
  });

  test('of an adopted key is watched, where none was stated, since Terraform reads the real one', () => {
    const stack = newStack();

    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });
    new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(1), adopt: RotationAdoption.importKey(KEY) });

    expect(Object.keys(watched(stack))).toEqual(['stack/Old', 'stack/R/SlotA', 'stack/W']);
  });

  test('of a record that is a token is watched apart, too, and a literal one is not', () => {
    const stack = newStack();
    ['2031-01-01T00:00:00Z', '${var.expiry}'].forEach((expiresAt, index) => new WorkspaceApiKey(stack, `W${index}`, {
      name: 'w', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, expiresAt,
    }));

    expect(Object.keys(render(stack).locals.OryApiKeyExpiry['720h'])).toEqual(['stack/W0']);
    expect(Object.keys(render(stack).locals.OryApiKeyExpiryComputed['720h'])).toEqual(['stack/W1']);
  });

  test('of a tracked workspace key is known when Terraform plans', () => {
    const stack = newStack();
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });

    expect(Object.keys(render(stack).locals)).toEqual(['OryApiKeyExpiry']);
  });

  test('of a workspace key that is yet to be imported by hand is watched apart, since Terraform takes it for one to make', () => {
    const stack = newStack();
    new WorkspaceApiKey(stack, 'W', { name: 'w' });

    expect(Object.keys(render(stack).locals)).toEqual(['OryApiKeyExpiryComputed']);
  });

  test('of a set is watched by one assert a set, over the instances themselves', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: EXPIRY });

    new ProjectApiKeySet(stack, 'One', { keys: { dev: { name: 'd', expiresAt: EXPIRY } }, expiryWarningDays: 10 });
    new ProjectApiKeySet(stack, 'Two', { keys: { dev: { name: 'd', expiresAt: '${var.expiry}' }, prod: { name: 'p', expiresAt: EXPIRY } } });

    expect(Object.keys(watched(stack))).toEqual(['stack/Ci']);
    const [, one, two, ...more] = asserts(stack);
    expect(one.condition).toMatch(/^\$\{alltrue\(\[for key in ory_project_api_key\.One_\w+ : key\.expires_at == null \? true : timecmp\(timeadd\(plantimestamp\(\), "240h"\), key\.expires_at\) < 0\]\)\}$/);
    expect(one.error_message).toContain('"${environment} expires at ${coalesce(');
    expect(two.condition).toContain('"720h"');
    expect(two.error_message).toBe('API keys of stack/Two near their expiry, or past it: at least one. Replace each before its clients are refused.');
    expect(more).toEqual([]);
  });

  test('is watched only where a set has one', () => {
    const stack = newStack();

    new ProjectApiKeySet(stack, 'One', { keys: { dev: { name: 'd' } } });

    expect(render(stack).check).toBeUndefined();
  });

  test('is not watched with 0 days, and nothing then needs Terraform 1.5', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: EXPIRY, expiryWarningDays: 0 });

    expect(render(stack)).not.toHaveProperty('check');
    expect(render(stack)).not.toHaveProperty('locals');
    expect(render(stack).terraform.required_version).toBeUndefined();
  });

  test('is not watched where the key has none', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci' });
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE });

    expect(render(stack).check).toBeUndefined();
  });

  test('is not watched where every key of the check was forgotten, and of the others it is', () => {
    const stack = newStack();
    const [known, computed] = [EXPIRY, '${var.expiry}'].map((expiresAt, index) => new ProjectApiKey(stack, `K${index}`, { name: 'k', expiresAt }));
    const set = new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd', expiresAt: EXPIRY } } });

    computed.forget();
    set.forget();
    expect(Object.keys(render(stack).locals)).toEqual(['OryApiKeyExpiry']);
    expect(asserts(stack)).toHaveLength(1);

    known.forget();
    expect(render(stack)).not.toHaveProperty('locals');
    expect(render(stack)).not.toHaveProperty('check');
  });

  test('of a key whose path looks like a template is told without evaluating it', () => {
    const stack = newStack();

    new ProjectApiKey(stack, '${evil()}%{x}', { name: 'ci', expiresAt: EXPIRY });
    new ProjectApiKey(stack, '${evil()}', { name: 'ci', expiresAt: '${var.expiry}' });
    new ProjectApiKeySet(stack, 'of ${evil()}', { keys: { dev: { name: 'd', expiresAt: EXPIRY } } });

    expect(Object.keys(watched(stack))).toEqual(['stack/$${evil()}%%{x}', 'stack/$${evil()}']);
    const [, computed, set] = asserts(stack);
    expect(computed.error_message).toContain(': stack/$${evil()}. ');
    expect(set.error_message).toContain('API keys of stack/of $${evil()} near');
  });
});
