import { Aspects, Fn, Lazy, TerraformLocal } from 'cdktf';
import { ProjectApiKey, ProjectApiKeyProps, ProjectApiKeySet, Rfc3339 } from '../../src';
import { KEY, newApp, newStack, onlyProjectKey, warningsOf } from '../support/stacks';

type Stack = ReturnType<typeof newStack>;

/** The warnings of an app with one key; it is 2030-01-01T00:00:00Z unless the context says otherwise. */
function warnings(props: Partial<ProjectApiKeyProps>, context: { [key: string]: unknown } = {}): string[] {
  const app = newApp(context);
  new ProjectApiKey(newStack(app), 'Ci', { name: 'ci', ...props });
  return warningsOf(app).map(({ message }) => message);
}

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

describe('an expiry that moves with each run of Terraform', () => {
  const TOLD = 'API key "k" has an expiry that moves with each run of Terraform, by timestamp(), plantimestamp(), uuid() or bcrypt(): each apply would replace the key; expected an instant that stays, or a RotatingProjectApiKey';
  const told = (make: (stack: Stack, expiresAt: string) => unknown, expiry: (stack: Stack) => string) => {
    const app = newApp();
    const stack = newStack(app);
    make(stack, expiry(stack));
    return warningsOf(app).map(({ constructPath, message }) => [constructPath, message]);
  };
  const single = (stack: Stack, expiresAt: string) => new ProjectApiKey(stack, 'K', { name: 'k', expiresAt, expiryWarningDays: 0 });
  const local = (stack: Stack, id: string, expression: any) => new TerraformLocal(stack, id, expression);

  test.each<[string, (stack: Stack) => string]>([
    ['a template written by hand', () => '${timeadd(timestamp(), "720h")}'],
    ['plantimestamp', () => '${plantimestamp()}'],
    ['blanks between', () => '${timeadd( timestamp ( ) , "720h")}'],
    ['a function', () => Fn.timeadd(Fn.timestamp(), '720h')],
    ['a function of functions', () => Fn.formatdate('YYYY-MM-DD\'T\'hh:mm:ssZ', Fn.timeadd(Fn.plantimestamp(), '720h'))],
    ['a local', (stack) => Fn.timeadd(local(stack, 'now', Fn.timestamp()).asString, '720h')],
    ['a local of a local', (stack) => local(stack, 'expiry', `\${timeadd(${local(stack, 'now', '${timestamp()}').fqn}, "1h")}`).asString],
    ['a map in a local', (stack) => Fn.lookup(local(stack, 'times', { now: Fn.timestamp() }).asStringMap, 'now')],
    ['a lazy value', () => Lazy.stringValue({ produce: () => '${timestamp()}' })],
    ['a local that is made later', (stack) => {
      const later = '${local.later}';
      Aspects.of(stack).add({ visit: () => void (stack.node.tryFindChild('later') ?? new TerraformLocal(stack, 'later', Fn.timestamp())) });
      return later;
    }],
  ])('is warned of by way of %s', (_what, expiry) => {
    expect(told(single, expiry)).toEqual([['stack/K', TOLD]]);
  });

  test('is warned of in a set, at each key that has it', () => {
    const set = (stack: Stack, expiresAt: string) => new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'k', expiresAt }, prod: { name: 'p', expiresAt: '2032-05-01T00:00:00Z' } } });

    expect(told(set, () => Fn.timeadd(Fn.timestamp(), '720h'))).toEqual([['stack/Set', TOLD]]);
  });

  test.each(['${var.expiry}', '${time_static.t.rfc3339}', '${var.timestamp}', '${local.unknown}', '${timeadd(var.timestamp, "1h")}', '${my_timestamp()}'])('is not seen in %s', (expiresAt) => {
    expect(told(single, () => expiresAt)).toEqual([]);
  });

  test('is no matter for a key that is forgotten, or that keeps its expiry', () => {
    expect(told((stack, expiresAt) => single(stack, expiresAt).forget(), () => Fn.timestamp())).toEqual([]);
    expect(told((stack, expiresAt) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, expiresAt }), () => Fn.timestamp())).toEqual([]);
    expect(told((stack, expiresAt) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, expiresAt, adoptChanges: true }), () => Fn.timestamp())).toEqual([['stack/K', TOLD]]);
  });
});

describe('an expiry that is counted from the clock', () => {
  const NOW_ISH = '2030-05-05T10:20:30Z';
  const told = (expiresAt: string, context: object, props: object = { expiryWarningDays: 0 }) => {
    const app = newApp({ 'cdktf-ory-api-keys:now': undefined, ...context });
    new ProjectApiKey(newStack(app), 'K', { name: 'k', expiresAt, ...props });
    return warningsOf(app).map(({ message }) => message);
  };
  const inContext = { 'cdktf-ory-api-keys:now': NOW_ISH };
  const at = (days: number, seconds = 0) => new Date(Date.parse(NOW_ISH) + days * 864e5 + seconds * 1000).toISOString();
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW_ISH)));
  afterEach(() => jest.restoreAllMocks());

  test.each([[{}], [inContext]])('is warned of at synth, with what to give instead: context %j', (context) => {
    expect(told(new Date(Date.now() + 90 * 864e5).toISOString(), context)).toEqual([
      'API key "k" has an expiry that lies 90 days from now, to the second: counted from the clock it is another at each synth, and each deploy would replace the key; '
      + 'expected an instant that stays, such as Rfc3339.endOfPeriod(new Date(), 90), or a RotatingProjectApiKey',
    ]);
  });

  test.each([[1], [7], [365]])('is warned of %p days ahead', (days) => {
    expect(told(at(days), inContext)).toHaveLength(1);
  });

  test('is warned of beside a near expiry', () => {
    expect(told(at(1), inContext, {})).toEqual([expect.stringContaining('in 1 day'), expect.stringContaining('lies 1 day from now, to the second')].reverse());
  });

  test.each([[-10, 1], [10, 1], [-11, 0], [11, 0]])('is known from the clock within ten seconds, which lie between the two looks: %p seconds off, told %p times', (seconds, times) => {
    expect(told(at(90, seconds), {})).toHaveLength(times);
  });

  test.each([[0, 1], [-1, 0], [1, 0]])('is known to the second where the context gives the time: %p seconds off, told %p times', (seconds, times) => {
    expect(told(at(90, seconds), inContext)).toHaveLength(times);
  });

  test.each([['2030-08-03T00:00:00Z'], ['2030-08-03T23:59:59Z']])('is not seen at the first or last second of a day, which people write: %s', (expiresAt) => {
    expect(told(expiresAt, { 'cdktf-ory-api-keys:now': expiresAt.replace('-08-', '-05-') })).toEqual([]);
  });

  test.each([[0], [-90], [0.5]])('is not seen %p days ahead', (days) => {
    expect(told(at(days), inContext)).toEqual([]);
  });

  test('is warned of in a set, at each key that has it', () => {
    const app = newApp(inContext);
    new ProjectApiKeySet(newStack(app), 'Set', {
      keys: { a: { name: 'a', expiresAt: at(90) }, b: { name: 'b', expiresAt: at(90, 1) }, c: { name: 'c' }, d: { name: 'd', expiresAt: at(200) } }, expiryWarningDays: 0,
    });

    expect(warningsOf(app).map(({ constructPath, message }) => [constructPath, /^API key "(.)" .* lies (.*) from now/.exec(message)?.slice(1)])).toEqual([
      ['stack/Set', ['a', '90 days']], ['stack/Set', ['d', '200 days']],
    ]);
  });

  test('is no matter for a key that keeps its expiry', () => {
    const app = newApp(inContext);
    ProjectApiKey.importExisting(newStack(app), 'K', { name: 'k', keyId: KEY, expiresAt: at(90) });

    expect(warningsOf(app)).toEqual([]);
  });

  test('is no matter for one that moves in steps', () => {
    expect(told(Rfc3339.endOfPeriod(new Date(NOW_ISH), 90), inContext)).toEqual([]);
  });
});
