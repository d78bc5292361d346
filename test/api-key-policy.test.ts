import { Aspects, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeyPolicy, ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../src';
import { breaches } from './support/policy';
import { KEY, newApp, newStack, problemOf, SECRET, synthApp, thrownBy, warningsOf, WORKSPACE } from './support/stacks';

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

    test('alone is broken by a key that never expires', () => {
      expect(breaches(policy, key())).toEqual(['[stack/Ci] API key "ci" breaks the policy: it has no expiry; set expiresAt at most 90 days ahead']);
      expect(breaches(policy, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(1) }))).toHaveLength(1);
    });

    test('is broken by a key that never expires, told once', () => {
      expect(breaches({ ...policy, requireExpiry: true }, key())).toEqual([
        '[stack/Ci] API key "ci" breaks the policy: it has no expiry; set expiresAt at most 90 days ahead',
      ]);
    });

    test('judges the keys of a rotation, whose life is two periods and the grace', () => {
      const rotating = (days: number) => (stack: TerraformStack) =>
        new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.every(days, { startingAt: '2029-12-01T00:00:00Z', graceDays: 0 }) });

      expect(breaches(policy, rotating(60))).toEqual([]);
      expect(breaches(policy, rotating(61))).toEqual([
        '[stack/R/SlotA] API key "r" breaks the policy: it expires at 2030-04-02T00:00:00Z, in more than 90 days; rotate more often: two periods and the grace are the life of its keys',
      ]);
    });

    test('does not judge what only Terraform knows', () => {
      expect(breaches(policy, key({ expiresAt: '${var.expiry}' }))).toEqual([]);
      expect(breaches(policy, (stack) => new ory.ProjectApiKey(stack, 'Raw', { name: 'raw', expiresAt: 'whenever' }))).toEqual([]);
    });

    test('asks for a new key in the place of an adopted one that lives too long', () => {
      expect(breaches({ maxLifetimeDays: 90 }, (stack) => ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: KEY, expiresAt: '2031-01-01T00:00:00Z' })))
        .toEqual(['[stack/Ci] API key "ci" breaks the policy: it expires at 2031-01-01T00:00:00Z, in more than 90 days; an existing key keeps its expiry: put a new key in its place']);
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

    test.each<[string, (stack: TerraformStack) => unknown]>([
      ['an adopted key', (stack) => ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: KEY, expiresAt: '2030-01-01T00:00:00Z' })],
      ['a workspace key that is only recorded', (stack) => new WorkspaceApiKey(stack, 'Ci', {
        name: 'ci', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, expiresAt: '2030-01-01T00:00:00Z',
      })],
    ])('asks for a new key in the place of %s, whose expiry no prop changes', (_what, make) => {
      expect(breaches({ rejectExpired: true }, make))
        .toEqual(['[stack/Ci] API key "ci" breaks the policy: it expired at 2030-01-01T00:00:00Z; an existing key keeps its expiry: put a new key in its place']);
    });

    test('is never broken by a rotation, whose keys are valid while they are there', () => {
      const schedule = RotationSchedule.every(1, { startingAt: '2029-12-01T00:00:00Z', graceDays: 0 });
      expect(breaches({ rejectExpired: true }, (stack) => new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule }))).toEqual([]);
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

  test('judges a key once, before what an aspect does to it after', () => {
    const app = newApp();
    const policy = new ApiKeyPolicy({ namePattern: '^x' });
    const stack = newStack(app);
    [app, stack].forEach((scope) => Aspects.of(scope).add(policy));
    const ci = key()(stack);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === ci) {
          ci.resource.name = 'other';
        }
      },
    });

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

describe('ApiKeyPolicy over what others made', () => {
  const policy = { requireExpiry: true, namePattern: '^[a-z]+$' };

  test('sees a resource that was written by hand, as it is rendered', () => {
    expect(breaches(policy, (stack) => {
      new TerraformResource(stack, 'Mine', { terraformResourceType: 'ory_project_api_key' }).addOverride('name', 'Mine');
      new TerraformResource(stack, 'Dated', { terraformResourceType: 'ory_project_api_key' }).addOverride('expires_at', '2031-01-01T00:00:00Z');
      new TerraformResource(stack, 'Workspace', { terraformResourceType: 'ory_workspace_api_key' }).addOverride('name', 'W');
      new TerraformResource(stack, 'Project', { terraformResourceType: 'ory_project' }).addOverride('name', 'Mine');
    })).toEqual([
      '[stack/Mine] API key "Mine" breaks the policy: its name does not match "^[a-z]+$"; choose one that does',
      '[stack/Mine] API key "Mine" breaks the policy: it has no expiry; set expiresAt',
      '[stack/Dated] API key "" breaks the policy: its name does not match "^[a-z]+$"; choose one that does',
      '[stack/Workspace] API key "W" breaks the policy: its name does not match "^[a-z]+$"; choose one that does',
    ]);
  });

  test('sees one with for_each or count, whose name only Terraform can tell', () => {
    expect(breaches(policy, (stack) => {
      const many = new ory.ProjectApiKey(stack, 'Many', { name: '${each.value}' });
      many.addOverride('for_each', ['a']);
      new ory.ProjectApiKey(stack, 'Counted', { name: 'c', count: 2, expiresAt: '${var.expiry}' });
    })).toEqual(['[stack/Many] API key "${each.value}" breaks the policy: it has no expiry; set expiresAt']);
  });

  test('does not judge an expiry that is a token of a variable, however it comes to the resource', () => {
    expect(breaches({ requireExpiry: true, maxLifetimeDays: 1, rejectExpired: true }, (stack) => {
      const { value } = new TerraformVariable(stack, 'expiry', { type: 'string' });
      new ory.ProjectApiKey(stack, 'Raw', { name: 'raw', expiresAt: value });
      new TerraformResource(stack, 'Mine', { terraformResourceType: 'ory_project_api_key' }).addOverride('expires_at', value);
      new ProjectApiKey(stack, 'Ci', { name: 'ci' }).resource.expiresAt = value;
    })).toEqual([]);
  });

  test('demands nothing of one that moves elsewhere, which renders nothing', () => {
    expect(breaches(policy, (stack) => {
      new ory.ProjectApiKey(stack, 'Gone', { name: 'Gone' }).moveTo('there');
      new ory.ProjectApiKey(stack, 'There', { name: 'there', expiresAt: '2031-01-01T00:00:00Z' }).addMoveTarget('there');
    })).toEqual([]);
  });

  test('stands beside other aspects, whose changes it sees, and over the app beside theirs', () => {
    const app = newApp();
    const stack = newStack(app);
    const visited: string[] = [];
    Aspects.of(app).add({ visit: (node) => void visited.push(node.node.path) });
    Aspects.of(app).add(new ApiKeyPolicy(policy));
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof ory.ProjectApiKey) {
          node.addOverride('name', 'Overridden');
        }
      },
    });
    new ory.ProjectApiKey(stack, 'Raw', { name: 'raw', expiresAt: '2031-01-01T00:00:00Z' });
    key({ expiresAt: '2031-01-01T00:00:00Z' })(stack);

    const { message } = thrownBy(() => app.synth());

    expect(message.split('\n').filter((line) => line.startsWith('['))).toEqual([
      '[stack/Raw] API key "Overridden" breaks the policy: its name does not match "^[a-z]+$"; choose one that does',
    ]);
    expect(visited).toEqual([]);
  });

  test('over the app judges the keys of a stack within a stack, each once', () => {
    const app = newApp();
    Aspects.of(app).add(new ApiKeyPolicy(policy));
    const outer = newStack(app, 'outer');
    key()(outer);
    key()(newStack(outer, 'inner'));

    const { message } = thrownBy(() => app.synth());

    expect(message.match(/\[outer\/Ci\]/g)).toHaveLength(1);
    expect(message).not.toMatch(/\[outer\/inner\/Ci\].*\n.*\[outer\/inner\/Ci\]/);
  });
});

test('a policy judges what an aspect or a line after has set on the resource of a key', () => {
  const assigned = (stack: TerraformStack, change: (resource: ory.ProjectApiKey) => void) => change(new ProjectApiKey(stack, 'Ci', { name: 'ci' }).resource);

  expect(breaches({ requireExpiry: true }, (stack) => assigned(stack, (resource) => void (resource.expiresAt = '2031-01-01T00:00:00Z')))).toEqual([]);
  expect(breaches({ namePattern: '^ci$' }, (stack) => assigned(stack, (resource) => void (resource.name = 'Bad')))).toEqual([expect.stringContaining('"Bad"')]);
});
