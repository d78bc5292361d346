import { App, TerraformStack } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeyProps } from '../../src';
import { newApp, newStack, onlyProjectKey, problemOf, SECRET, warningsOf } from '../support/stacks';

/** The warnings of an app with one key. */
function warnings(props: Partial<ProjectApiKeyProps>, context: { [key: string]: unknown }): string[] {
  const app = newApp(context);
  new ProjectApiKey(newStack(app), 'Ci', { name: 'ci', ...props });
  return warningsOf(app).map(({ message }) => message);
}

afterEach(() => jest.restoreAllMocks());

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
    new ProjectApiKey(stack, 'B', { name: 'c', expiresAt: '${var.expiry}' });

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
    [1893456000, 'a value of type number is not an RFC 3339 instant: it is no string'],
    [{ at: SECRET }, 'a value of type object is not an RFC 3339 instant'],
    [SECRET, '"ory_pat_***" is not an RFC 3339 instant'],
  ])('fails on the context %p, and names the context key', (now, problem) => {
    const message = problemOf(() => warnings({ expiresAt: '2040-01-01T00:00:00Z' }, { 'cdktf-ory-api-keys:now': now }));

    expect(message).toContain(problem);
    expect(message).toMatch(/^context cdktf-ory-api-keys:now: .*or no such context to use the system clock$/);
  });
});
