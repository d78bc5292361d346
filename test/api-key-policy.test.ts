import { Aspects, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeyPolicy, ApiKeyPolicyProps, ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../src';
import { KEY, newApp, newStack, problemOf, SECRET, synthApp, thrownBy, warningsOf, WORKSPACE } from './support/stacks';

/** The breaches that synth tells of: lines of `[path] message`. It is 2030-01-01T00:00:00Z. */
function breaches(policy: ApiKeyPolicyProps, fill: (stack: TerraformStack) => unknown): string[] {
  const app = newApp();
  const stack = newStack(app);
  Aspects.of(stack).add(new ApiKeyPolicy(policy));
  fill(stack);
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.startsWith('['));
  }
}

const key = (props: object = {}) => (stack: TerraformStack) => new ProjectApiKey(stack, 'Ci', { name: 'ci', ...props });

describe('ApiKeyPolicy', () => {
  test.each([[undefined], [{}], [{ requireExpiry: false, rejectExpired: false, maxLifetimeDays: null, namePattern: null } as any]])('without rules, %p, forbids nothing', (policy) => {
    expect(breaches(policy, key({ expiresAt: '2020-01-01T00:00:00Z' }))).toEqual([]);
  });

  describe('requireExpiry', () => {
    const policy = { requireExpiry: true };

    test('fails synth for a key without an expiry, on its path', () => {
      expect(breaches(policy, key())).toEqual(['[stack/Ci] API key "ci" breaks the policy: it has no expiry; set expiresAt']);
    });

    test('is met by an expiry, known or computed', () => {
      expect(breaches(policy, key({ expiresAt: '2031-01-01T00:00:00Z' }))).toEqual([]);
      expect(breaches(policy, key({ expiresAt: '${var.expiry}' }))).toEqual([]);
    });

    test('asks for the expiry of an adopted key', () => {
      expect(breaches(policy, (stack) => ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY })))
        .toEqual(['[stack/Old] API key "old" breaks the policy: it has no expiry; state the existing key\'s expiresAt']);
    });

    test('is not demanded of a tracked workspace key, whose expiry only Terraform knows', () => {
      expect(breaches(policy, (stack) => new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE }))).toEqual([]);
    });

    test('is demanded of a workspace key that is only referred to', () => {
      expect(breaches(policy, (stack) => new WorkspaceApiKey(stack, 'W', {
        name: 'w', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE,
      }))).toEqual(['[stack/W] API key "w" breaks the policy: it has no expiry; state the existing key\'s expiresAt']);
    });

    test('is met by rotation by the calendar, and not by hand, which is told once a key', () => {
      expect(breaches(policy, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.every(30, { startingAt: '2029-11-01T00:00:00Z' }) })))
        .toEqual([]);
      expect(breaches(policy, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(1) }))).toEqual([
        '[stack/R/SlotB] API key "r" breaks the policy: it has no expiry; rotate it by RotationSchedule.every, whose keys expire',
      ]);
    });

    test('matches the pattern with the name of a rotating key as it was given, without the generation', () => {
      const named = { namePattern: '^[a-z]+$' };
      expect(breaches(named, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(1) }))).toEqual([]);
      expect(breaches(named, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'R1', schedule: RotationSchedule.manual(0) })))
        .toEqual(['[stack/R/SlotA] API key "R1" breaks the policy: its name does not match "^[a-z]+$"; choose one that does']);
    });

    test('names the environment of a key of a set', () => {
      expect(breaches(policy, (stack) => new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' }, prod: { name: 'p', expiresAt: '2031-01-01T00:00:00Z' } } })))
        .toEqual(['[stack/Set] API key "d" of environment "dev" breaks the policy: it has no expiry; set expiresAt']);
    });

    test('sees raw bindings, and each key once', () => {
      expect(breaches(policy, (stack) => {
        new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' });
        new ory.ProjectApiKey(stack, 'Dated', { name: 'dated', expiresAt: '2031-01-01T00:00:00Z' });
        new ory.WorkspaceApiKey(stack, 'Workspace', { name: 'w' });
      })).toEqual(['[stack/Raw] API key "raw" breaks the policy: it has no expiry; set expiresAt']);
    });

    test('demands nothing of a key that something else owns, nor of one that is forgotten', () => {
      expect(breaches(policy, (stack) => {
        ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', { name: 'theirs', keyId: KEY });
        new ProjectApiKey(stack, 'Gone', { name: 'gone' }).forget();
      })).toEqual([]);
    });
  });

  describe('maxLifetimeDays', () => {
    const policy = { maxLifetimeDays: 90 };

    test.each([['2030-04-01T00:00:00Z', 0], ['2030-04-01T00:00:01Z', 1], ['2020-01-01T00:00:00Z', 0]])('counts from now: %s breaks it %p times', (expiresAt, times) => {
      expect(breaches(policy, key({ expiresAt }))).toHaveLength(times);
    });

    test('tells the expiry and the bound', () => {
      expect(breaches(policy, key({ expiresAt: '2031-01-01T00:00:00Z' })))
        .toEqual(['[stack/Ci] API key "ci" breaks the policy: it expires at 2031-01-01T00:00:00Z, in more than 90 days; set an earlier expiresAt']);
    });

    test('is broken by a key that never expires, told once', () => {
      expect(breaches({ ...policy, requireExpiry: true }, key())).toEqual([
        '[stack/Ci] API key "ci" breaks the policy: it has no expiry; set expiresAt at most 90 days ahead',
      ]);
    });

    test('does not judge what only Terraform knows', () => {
      expect(breaches(policy, key({ expiresAt: '${var.expiry}' }))).toEqual([]);
      expect(breaches(policy, (stack) => new ory.ProjectApiKey(stack, 'Raw', { name: 'raw', expiresAt: 'whenever' }))).toEqual([]);
    });

    test.each([[0], [-1], [1.5], ['90'], [NaN]])('fails on %p days', (maxLifetimeDays) => {
      expect(problemOf(() => new ApiKeyPolicy({ maxLifetimeDays: maxLifetimeDays as number })))
        .toMatch(/^ApiKeyPolicy: maxLifetimeDays: .* was given; expected a whole number of days from 1 to 36500/);
    });
  });

  describe('rejectExpired', () => {
    test('makes a past expiry an error', () => {
      expect(breaches({ rejectExpired: true }, key({ expiresAt: '2030-01-01T00:00:00Z' })))
        .toEqual(['[stack/Ci] API key "ci" breaks the policy: it expired at 2030-01-01T00:00:00Z; set a later expiresAt']);
    });

    test('lets an expiry in a second pass', () => {
      expect(breaches({ rejectExpired: true }, key({ expiresAt: '2030-01-01T00:00:01Z' }))).toEqual([]);
    });
  });

  describe('namePattern', () => {
    const policy = { namePattern: '^[a-z]+(-[a-z]+)*$' };

    test('lets a name pass that matches', () => {
      expect(breaches(policy, key({ name: 'ci-deploy' }))).toEqual([]);
    });

    test.each(['CI', 'ci ', 'ci\n', '$${x}', 'ciA'])('refuses the name %j', (name) => {
      const [line, ...more] = breaches(policy, key({ name }));

      expect(line).toContain('breaks the policy: its name does not match "^[a-z]+(-[a-z]+)*$"; choose one that does');
      expect(more).toEqual([]);
    });

    test('does not judge a name that Terraform will evaluate', () => {
      expect(breaches(policy, (stack) => key({ name: new TerraformVariable(stack, 'name', {}).stringValue })(stack))).toEqual([]);
      expect(breaches(policy, key({ name: '${var.name}' }))).toEqual([]);
    });

    test('judges each key of a set', () => {
      expect(breaches(policy, (stack) => new ProjectApiKeySet(stack, 'Set', { keys: { a: { name: 'A' }, b: { name: 'b' }, c: { name: 'C' } } }))).toHaveLength(2);
    });

    test('judges a workspace key', () => {
      expect(breaches(policy, (stack) => new WorkspaceApiKey(stack, 'W', { name: 'Ops', keyId: KEY, workspaceId: WORKSPACE }))).toHaveLength(1);
    });

    test('takes what JavaScript takes with the u flag: characters of any script, back-references', () => {
      expect(breaches({ namePattern: '^.$' }, key({ name: '🔑' }))).toEqual([]);
      expect(breaches({ namePattern: '^\\p{Lu}(.)\\1$' }, key({ name: 'Ыaa' }))).toEqual([]);
      expect(breaches({ namePattern: '^\\p{Lu}(.)\\1$' }, key({ name: 'Ыab' }))).toHaveLength(1);
    });

    test('refuses a name over which the pattern takes too long, and tells how to mend it', () => {
      expect(breaches({ namePattern: '^(a+)+$' }, key({ name: `${'a'.repeat(60)}!` }))).toEqual([
        `[stack/Ci] API key "${'a'.repeat(60)}!" breaks the policy: namePattern "^(a+)+$" takes too long over its name; `
        + 'write it so that each character has one way to match, such as "^[a-z]+(-[a-z]+)*$"',
      ]);
    });

    test.each([['(', 'Invalid regular expression'], ['[', 'Invalid regular expression'], ['\\-', 'Invalid escape']])('fails on %j', (namePattern, problem) => {
      const message = problemOf(() => new ApiKeyPolicy({ namePattern }));

      expect(message).toMatch(/^ApiKeyPolicy: namePattern: .* cannot be used: /);
      expect(message).toContain(problem);
      expect(message).toMatch(/; expected a regular expression such as "\^\[a-z\]\+\(-\[a-z\]\+\)\*\$"$/);
    });

    test('fails on what is no string', () => {
      expect(problemOf(() => new ApiKeyPolicy({ namePattern: 7 as unknown as string })))
        .toBe('ApiKeyPolicy: namePattern: a value of type number was given; expected a string');
    });

    test('fails on a secret, without showing it', () => {
      const message = problemOf(() => new ApiKeyPolicy({ namePattern: SECRET }));
      expect(message).toContain('namePattern: the value of an API key was given (not shown here)');
      expect(message).not.toContain(SECRET);
    });
  });

  test('tells of every breach of every key at once', () => {
    expect(breaches({ rejectExpired: true, namePattern: '^x', maxLifetimeDays: 1 }, (stack) => {
      key({ expiresAt: '2029-01-01T00:00:00Z' })(stack);
      new ProjectApiKey(new Construct(stack, 'Team'), 'Ci', { name: 'y', expiresAt: '2039-01-01T00:00:00Z' });
    }).map((line) => line.replace(/;.*/, ''))).toEqual([
      '[stack/Ci] API key "ci" breaks the policy: its name does not match "^x"',
      '[stack/Ci] API key "ci" breaks the policy: it expired at 2029-01-01T00:00:00Z',
      '[stack/Team/Ci] API key "y" breaks the policy: its name does not match "^x"',
      '[stack/Team/Ci] API key "y" breaks the policy: it expires at 2039-01-01T00:00:00Z, in more than 1 days',
    ]);
  });

  test('over the app holds for every stack, raw bindings alone included, and tells each breach once', () => {
    const app = newApp();
    Aspects.of(app).add(new ApiKeyPolicy({ requireExpiry: true }));
    new ory.ProjectApiKey(newStack(app, 'raw'), 'Raw', { name: 'raw' });

    const { message } = thrownBy(() => app.synth());

    expect(message.match(/\[raw\/Raw\]/g)).toHaveLength(1);
  });

  test('over the app and the stack at once tells each breach once', () => {
    const app = newApp();
    const policy = new ApiKeyPolicy({ requireExpiry: true });
    const stack = newStack(app);
    Aspects.of(app).add(policy);
    Aspects.of(stack).add(policy);
    key()(stack);

    expect(thrownBy(() => app.synth()).message.match(/\[stack\/Ci\]/g)).toHaveLength(1);
  });

  test('over one construct holds for the keys below it alone', () => {
    const app = newApp();
    const stack = newStack(app);
    const strict = new Construct(stack, 'Strict');
    Aspects.of(strict).add(new ApiKeyPolicy({ requireExpiry: true }));
    new ProjectApiKey(stack, 'Free', { name: 'free' });
    new ProjectApiKey(strict, 'Bound', { name: 'bound' });

    const { message } = thrownBy(() => app.synth());

    expect(message).toContain('[stack/Strict/Bound]');
    expect(message).not.toContain('stack/Free');
  });

  test('that is met leaves no trace in the synth', () => {
    const synth = (policed: boolean) => {
      const app = newApp();
      if (policed) {
        Aspects.of(app).add(new ApiKeyPolicy({ requireExpiry: true, maxLifetimeDays: 36500, namePattern: 'ci', rejectExpired: true }));
      }
      key({ expiresAt: '2031-01-01T00:00:00Z' })(newStack(app));
      return { json: synthApp(app).json('stack').resource, annotations: warningsOf(app) };
    };

    expect(synth(true)).toEqual(synth(false));
  });
});
