import { App, TerraformStack } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeyProps } from '../src';
import { newApp, newStack, onlyProjectKey, problemOf, render, SECRET, warningsOf } from './support/stacks';

/** The warnings of an app with one key; it is 2030-01-01T00:00:00Z unless the context says otherwise. */
function warnings(props: Partial<ProjectApiKeyProps>, context: { [key: string]: unknown } = {}): string[] {
  const app = newApp(context);
  new ProjectApiKey(newStack(app), 'Ci', { name: 'ci', ...props });
  return warningsOf(app).map(({ message }) => message);
}

afterEach(() => jest.restoreAllMocks());

describe('an expiry at synth', () => {
  test('in the past gives a warning, and the key is rendered all the same', () => {
    const app = newApp();
    const stack = newStack(app);
    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2029-12-31T23:59:59Z' });

    expect(warningsOf(app)).toEqual([{
      constructPath: 'stack/Ci',
      level: '@cdktf/warn',
      message: 'API key "ci" expired at 2029-12-31T23:59:59Z: the API refuses it; set a later expiresAt, which replaces the key',
    }]);
    expect(onlyProjectKey(stack).expires_at).toBe('2029-12-31T23:59:59Z');
  });

  test('within the period gives a warning that says when', () => {
    expect(warnings({ expiresAt: '2030-01-11T12:00:00Z' })).toEqual([
      'API key "ci" expires at 2030-01-11T12:00:00Z, in 10 days; set a later expiresAt in time, which replaces the key',
    ]);
  });

  test.each([
    ['2030-01-01T00:00:00Z', 'expired at'],
    ['2030-01-01T00:00:01Z', 'in less than a day'],
    ['2030-01-01T23:59:59Z', 'in less than a day'],
    ['2030-01-02T00:00:00Z', 'in 1 day;'],
    ['2030-01-03T00:00:00Z', 'in 2 days;'],
    ['2030-01-31T00:00:00Z', 'in 30 days;'],
  ])('at %s is told as "%s"', (expiresAt, told) => {
    const [message, ...more] = warnings({ expiresAt });

    expect(message).toContain(told);
    expect(more).toEqual([]);
  });

  test.each([
    ['a second past the default period', { expiresAt: '2030-01-31T00:00:01Z' }],
    ['far off', { expiresAt: '9999-12-31T23:59:59Z' }],
    ['past, with the warning turned off', { expiresAt: '2020-01-01T00:00:00Z', expiryWarningDays: 0 }],
    ['near, with a shorter period', { expiresAt: '2030-01-03T00:00:00Z', expiryWarningDays: 1 }],
    ['that Terraform will evaluate', { expiresAt: '${var.expiry}' }],
    ['that is none', {}],
  ])('%s gives no warning', (_what, props) => {
    expect(warnings(props)).toEqual([]);
  });

  test('at the end of a longer period gives a warning', () => {
    expect(warnings({ expiresAt: '2031-01-01T00:00:00Z', expiryWarningDays: 365 })).toHaveLength(1);
    expect(warnings({ expiresAt: '2031-01-01T00:00:01Z', expiryWarningDays: 365 })).toHaveLength(0);
  });

  test('is compared as an instant, whatever its offset', () => {
    expect(warnings({ expiresAt: '2030-01-01T01:00:00+01:00' })).toEqual([expect.stringContaining('expired at 2030-01-01T00:00:00Z')]);
  });

  test('names a key of many characters by its beginning, on one line', () => {
    const [message] = warnings({ name: `line one\nline two ${'x'.repeat(1000)}`, expiresAt: '2029-01-01T00:00:00Z' });

    expect(message).toMatch(/^API key "line one\\nline two x+…" expired at [^\n]+$/);
    expect(message.length).toBeLessThan(300);
  });

  test('of many keys gives warnings without stack traces, even where the app asks for them', () => {
    const app = newApp();
    const stack = newStack(app);
    for (let i = 0; i < 20; i += 1) {
      new ProjectApiKey(stack, `Ci${i}`, { name: 'ci', expiresAt: '2029-01-01T00:00:00Z' });
    }

    const given = warningsOf(app);

    expect(given).toHaveLength(20);
    given.forEach((warning) => expect(Object.keys(warning).sort()).toEqual(['constructPath', 'level', 'message']));
  });
});

describe('the time', () => {
  test('is that of the context key, in any spelling of RFC 3339', () => {
    const expiresAt = '2040-01-01T00:00:00Z';

    expect(warnings({ expiresAt }, { 'cdktf-ory-api-keys:now': '2040-01-01t02:00:00.5+02:00' })).toEqual([expect.stringContaining('expired at')]);
    expect(warnings({ expiresAt }, { 'cdktf-ory-api-keys:now': '2039-01-01T00:00:00Z' })).toEqual([]);
  });

  test.each([[undefined], [null]])('is that of the system clock where the context key is %p', (now) => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2050-06-01T00:00:00Z'));

    expect(warnings({ expiresAt: '2050-06-01T00:00:00Z' }, { 'cdktf-ory-api-keys:now': now })).toEqual([expect.stringContaining('expired at')]);
    expect(warnings({ expiresAt: '2050-07-02T00:00:00Z' }, { 'cdktf-ory-api-keys:now': now })).toEqual([]);
  });

  test('is read once an app, so that all keys of all its stacks agree', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2050-06-01T00:00:00Z'));
    const app = newApp({ 'cdktf-ory-api-keys:now': undefined });

    for (const id of ['one', 'two']) {
      const stack = newStack(app, id);
      new ProjectApiKey(stack, 'A', { name: 'a', expiresAt: '2060-01-01T00:00:00Z' });
      new ProjectApiKey(stack, 'B', { name: 'b', expiresAt: '2060-01-01T00:00:00Z' });
    }

    expect(clock).toHaveBeenCalledTimes(1);
  });

  test('is not read where nothing depends on it', () => {
    const clock = jest.spyOn(Date, 'now');
    const stack = newStack(newApp({ 'cdktf-ory-api-keys:now': undefined }));

    new ProjectApiKey(stack, 'A', { name: 'a' });
    new ProjectApiKey(stack, 'B', { name: 'b', expiresAt: '2060-01-01T00:00:00Z', expiryWarningDays: 0 });
    new ProjectApiKey(stack, 'C', { name: 'c', expiresAt: '${var.expiry}' });

    expect(clock).not.toHaveBeenCalled();
  });

  test('of a context that is wrong matters to nobody without an expiry', () => {
    expect(warnings({}, { 'cdktf-ory-api-keys:now': 'yesterday' })).toEqual([]);
  });

  test('is read from a stack\'s own root when there is no app', () => {
    const stack = new TerraformStack(undefined as unknown as App, 'stack');
    stack.node.setContext('cdktf-ory-api-keys:now', '2040-01-01T00:00:00Z');
    new ory.OryProvider(stack, 'Ory');

    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2039-01-01T00:00:00Z' });

    expect(key.node.metadata.map(({ data }) => data)).toEqual([expect.stringContaining('expired at')]);
    expect(onlyProjectKey(stack).name).toBe('ci');
  });

  test.each([
    ['yesterday', '"yesterday" is not an RFC 3339 instant: it is not of the form'],
    ['2030-01-01', 'a date alone names no instant'],
    ['', '"" is not an RFC 3339 instant: it is blank'],
    [1893456000, 'a value of type number is not an RFC 3339 instant: it is no text'],
    [{ at: SECRET }, 'a value of type object is not an RFC 3339 instant'],
    [SECRET, '"ory_pat_***" is not an RFC 3339 instant'],
  ])('fails on the context %p, and names the context key', (now, problem) => {
    const message = problemOf(() => warnings({ expiresAt: '2040-01-01T00:00:00Z' }, { 'cdktf-ory-api-keys:now': now }));

    expect(message).toContain(problem);
    expect(message).toMatch(/^context cdktf-ory-api-keys:now: .*or no such context to use the system clock$/);
  });
});

describe('an expiry on plan', () => {
  const condition = (days: number) => `\${ory_project_api_key.Ci_A080E7EE.expires_at == null ? true : timecmp(timeadd(plantimestamp(), "${days * 24}h"), ory_project_api_key.Ci_A080E7EE.expires_at) < 0}`;

  test('is watched by a check block, which refers to the resource', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' });

    expect(render(stack).check).toEqual({
      Ci_A080E7EE_expiry: {
        assert: [{
          condition: condition(30),
          error_message: 'The API key stack/Ci expires at ${coalesce(ory_project_api_key.Ci_A080E7EE.expires_at, "no known time")}: within 30 days or already. '
            + 'Replace it before its clients are refused.',
        }],
      },
    });
    expect(render(stack).terraform.required_version).toBe('>= 1.5');
  });

  test.each([[1], [365], [36500]])('is watched %p days before', (expiryWarningDays) => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z', expiryWarningDays });

    expect(render(stack).check.Ci_A080E7EE_expiry.assert[0].condition).toBe(condition(expiryWarningDays));
  });

  test('that is a token is watched, too', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '${var.expiry}' });

    expect(render(stack).check.Ci_A080E7EE_expiry.assert[0].condition).toBe(condition(30));
  });

  test('is not watched with 0 days, and nothing then needs Terraform 1.5', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z', expiryWarningDays: 0 });

    expect(render(stack).check).toBeUndefined();
    expect(render(stack).terraform.required_version).toBeUndefined();
  });

  test('is not watched where the key has none', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    expect(render(stack).check).toBeUndefined();
  });

  test('of a key whose path looks like a template is told without evaluating it', () => {
    const stack = newStack();

    new ProjectApiKey(stack, '${evil()}%{x}', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' });

    const [check] = Object.values<any>(render(stack).check);
    expect(check.assert[0].error_message).toContain('The API key stack/$${evil()}%%{x} expires at ${coalesce(');
  });
});
