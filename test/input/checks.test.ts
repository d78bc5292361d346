import { TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import {
  ApiKeyPolicy, ApiKeyTracking, IApiKey, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { KEY, newApp, newStack, problemOf, PROJECT, render, WORKSPACE } from '../support/stacks';
import { TheirProvider } from '../support/their-provider';

/** Each way to make a key, with good props that a case spoils. */
const MAKERS: [string, (props: any) => IApiKey][] = [
  ['ProjectApiKey', (props) => new ProjectApiKey(newStack(), 'K', { name: 'ci', ...props })],
  ['importExisting', (props) => ProjectApiKey.importExisting(newStack(), 'K', { name: 'ci', keyId: KEY, ...props })],
  ['fromApiKeyAttributes', (props) => ProjectApiKey.fromApiKeyAttributes(newStack(), 'K', { name: 'ci', keyId: KEY, ...props })],
  ['WorkspaceApiKey', (props) => new WorkspaceApiKey(newStack(), 'K', {
    name: 'ci', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, ...props,
  })],
];
const makersBut = (...names: string[]) => MAKERS.filter(([name]) => !names.includes(name));

describe.each(MAKERS)('%s', (_name, make) => {
  test.each([['', '""'], ['   ', '"   "'], ['\t\n', '"\\t\\n"'], ['\u00a0\u3000', '"\u00a0\u3000"']])('fails on the blank name %j', (name, shown) => {
    expect(problemOf(() => make({ name }))).toBe(`stack/K: name: ${shown} is blank; expected a name that tells the key from others, such as "ci-deploy"`);
  });

  test.each([[undefined, 'nothing'], [null, 'a value of type null'], [7, 'a value of type number'], [['a'], 'a value of type object']])(
    'fails on the name %p, as an untyped caller may give it', (name, shown) => {
      expect(problemOf(() => make({ name }))).toContain(`stack/K: name: ${shown} was given; expected a name`);
    });

  test.each([
    ['2030-02-30T00:00:00Z', 'there is no day 30 in month 2 of 2030'],
    ['2030-12-31', 'a date alone names no instant'],
    ['2030-12-31 23:59:59Z', 'a blank stands between date and time'],
    ['', 'it is blank'],
    ['$${var.expiry}', 'it is not of the form'],
    ['%%{ if x }', 'it is not of the form'],
  ])('fails on the expiry %j', (expiresAt, diagnosis) => {
    const message = problemOf(() => make({ expiresAt }));

    expect(message.startsWith(`stack/K: expiresAt: ${JSON.stringify(expiresAt)} is not an RFC 3339 instant: ${diagnosis}`)).toBe(true);
    expect(message).toMatch(/; expected an instant such as "2030-12-31T23:59:59Z"$/);
  });

  test('fails on an expiry that is no string', () => {
    expect(problemOf(() => make({ expiresAt: new Date(0) }))).toBe('stack/K: expiresAt: a value of type object was given; expected a string');
  });
});

describe.each(makersBut('fromApiKeyAttributes'))('%s', (_name, make) => {
  test.each([[-1], [0.5], [NaN], [Infinity], [36501], ['30'], [true]])('fails on %p days of warning', (expiryWarningDays) => {
    expect(problemOf(() => make({ expiryWarningDays })))
      .toMatch(/^stack\/K: expiryWarningDays: .* was given; expected a whole number of days from 0 to 36500, known at synth$/);
  });
});

describe.each(makersBut('WorkspaceApiKey'))('%s', (_name, make) => {
  test.each([['my-project'], [''], [`${PROJECT} `], [PROJECT.slice(1)], [`{${PROJECT}}`], ['$${var.project}']])('fails on the project %j', (projectId) => {
    expect(problemOf(() => make({ projectId })))
      .toBe(`stack/K: projectId: ${JSON.stringify(projectId)} is no UUID; expected one such as "6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10", as the Ory Console shows it, or a token`);
  });
});

describe.each(makersBut('ProjectApiKey'))('%s', (_name, make) => {
  test('fails on a key id with a slash, and says to give the owner apart', () => {
    expect(problemOf(() => make({ keyId: `${PROJECT}/${KEY}` }))).toMatch(/^stack\/K: keyId: ".*" holds a slash; expected a UUID alone.*apart from the key$/);
  });

  test('fails on a key id that is no UUID', () => {
    expect(problemOf(() => make({ keyId: 'key-1' }))).toMatch(/^stack\/K: keyId: "key-1" is no UUID/);
  });
});

describe('a UUID in capitals', () => {
  const UPPER = [PROJECT, KEY, WORKSPACE].map((id) => id.toUpperCase());

  test('is brought to lower case, since the provider compares ids as strings: a project\'s', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', projectId: UPPER[0] });
    new ProjectApiKeySet(stack, 'B', { keys: { dev: { name: 'd' } }, projectId: UPPER[0] });
    new RotatingProjectApiKey(stack, 'C', { name: 'c', schedule: RotationSchedule.manual(1), projectId: UPPER[0] });
    ProjectApiKey.importExisting(stack, 'D', { name: 'd', projectId: UPPER[0], keyId: UPPER[1] });

    const { resource, import: imports } = render(stack);
    expect(Object.values<any>(resource.ory_project_api_key).map(({ project_id }) => project_id)).toEqual(Array(5).fill(PROJECT));
    expect(imports[0].id).toBe(`${PROJECT}/${KEY}`);
  });

  test('is brought to lower case, too: a workspace\'s, and a key\'s', () => {
    const stack = newStack();
    new WorkspaceApiKey(stack, 'A', { name: 'a', workspaceId: UPPER[2], keyId: UPPER[1] });
    new WorkspaceApiKey(stack, 'B', { name: 'b', workspaceId: UPPER[2], keyId: UPPER[1], tracking: ApiKeyTracking.REFERENCE });
    new RotatingProjectApiKey(stack, 'C', { name: 'c', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(UPPER[1]) });

    const { resource, import: imports } = render(stack);
    expect(imports.map(({ id }: any) => id)).toEqual([`${WORKSPACE}/${KEY}`, KEY]);
    expect(Object.values<any>(resource.terraform_data)[0].input).toMatchObject({ workspace_id: WORKSPACE, key_id: KEY });
    expect(ProjectApiKey.fromApiKeyAttributes(stack, 'D', { name: 'd', keyId: UPPER[1] }).keyId).toBe(KEY);
  });

  test('in a template stays as it is', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', projectId: '${local.IDS["X"]}' });

    expect(render(stack).resource.ory_project_api_key.A_CCC8ACD5.project_id).toBe('${local.IDS["X"]}');
  });
});

describe('keepers', () => {
  const withKeepers = (keepers: unknown) => () => MAKERS[0][1]({ keepers });

  test('fail under the name that JavaScript reserves, which would vanish without a word', () => {
    expect(problemOf(withKeepers(JSON.parse('{"__proto__": "x"}')))).toBe('stack/K: keepers: the key "__proto__" cannot be rendered; choose another');
  });

  test('under names that JavaScript objects inherit are rendered', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'K', { name: 'ci', keepers: { constructor: 'a', toString: 'b', hasOwnProperty: 'c' } as any });

    expect(Object.values<any>(render(stack).resource.terraform_data)[0].triggers_replace).toEqual({ constructor: 'a', toString: 'b', hasOwnProperty: 'c' });
  });

  test.each([[7, 'a value of type number'], [null, 'a value of type null'], [undefined, 'nothing'], [{}, 'a value of type object']])(
    'fail with the entry %p', (value, shown) => {
      expect(problemOf(withKeepers({ release: value }))).toBe(`stack/K: keepers["release"]: ${shown} was given; expected a string`);
    });
});

describe('an error', () => {
  test('stays on one line and names the construct even where its id has a line break', () => {
    const stack = newStack();

    // constructs 10.8 writes `--` for a line break.
    expect(problemOf(() => new ProjectApiKey(stack, 'a\nb\u2028c', { name: '' }))).toMatch(/^stack\/a(?:\\u000a|--)b\\u2028c: name: /);
  });

  test('shows the beginning alone of a long text', () => {
    const message = problemOf(() => MAKERS[0][1]({ projectId: 'x'.repeat(1_000_000) }));

    expect(message).toContain(`"${'x'.repeat(80)}…"`);
    expect(message.length).toBeLessThan(300);
  });

  test('shows no part of a secret, wherever a text is cut', () => {
    fc.assert(fc.property(fc.nat(400), fc.constantFrom('ory_pat_', 'ory_wak_'), (before, prefix) => {
      const text = `${'x'.repeat(before)}${prefix}${'S3cret'.repeat(10)}`;

      expect(problemOf(() => MAKERS[0][1]({ projectId: text }))).not.toMatch(/S3c/);
      expect(problemOf(() => MAKERS[1][1]({ keyId: `${text}/` }))).not.toMatch(/S3c/);
    }), { numRuns: 100 });
  });

  test('leaves nothing of the key behind', () => {
    const stack = newStack();
    const before = render(stack);

    problemOf(() => new ProjectApiKey(stack, 'K', { name: 'ci', expiresAt: 'never', keepers: { a: 'b' } }));

    expect(render(stack)).toEqual(before);
  });
});

describe('a switch', () => {
  const SWITCHES: [string, (given: any) => unknown][] = [
    ['adoptChanges', (adoptChanges) => ProjectApiKey.importExisting(newStack(), 'K', { name: 'ci', keyId: KEY, adoptChanges })],
    ['preventDestroy', (preventDestroy) => ProjectApiKey.importExisting(newStack(), 'K', { name: 'ci', keyId: KEY, preventDestroy })],
    ['preventDestroy', (preventDestroy) => new ProjectApiKey(newStack(), 'K', { name: 'ci', preventDestroy })],
    ['createBeforeDestroy', (createBeforeDestroy) => new ProjectApiKey(newStack(), 'K', { name: 'ci', createBeforeDestroy })],
    ['preventDestroy', (preventDestroy) => new ProjectApiKeySet(newStack(), 'K', { keys: { dev: { name: 'd' } }, preventDestroy })],
    ['createBeforeDestroy', (createBeforeDestroy) => new ProjectApiKeySet(newStack(), 'K', { keys: { dev: { name: 'd' } }, createBeforeDestroy })],
    ['preventDestroy', (preventDestroy) => new WorkspaceApiKey(newStack(), 'K', { name: 'ci', preventDestroy })],
    ['requireExpiry', (requireExpiry) => new ApiKeyPolicy({ requireExpiry })],
    ['rejectExpired', (rejectExpired) => new ApiKeyPolicy({ rejectExpired })],
  ];

  test.each(SWITCHES)('%s fails on what is neither true nor false, and takes null for left out', (prop, make) => {
    const token = new TerraformVariable(newStack(), 'on', { type: 'bool' }).booleanValue;

    ['false', '', 0, 1, {}, token].forEach((given) => {
      expect(problemOf(() => make(given))).toMatch(new RegExp(`: ${prop}: .* was given; expected true or false, known at synth$`));
    });
    [true, false, undefined, null].forEach((given) => expect(() => make(given)).not.toThrow());
  });
});

describe('what is no map', () => {
  const NO_MAPS: [string, any][] = [['a list', [{ name: 'a' }]], ['a Map', new Map([['dev', { name: 'a' }]])], ['a string', 'dev']];

  test.each(NO_MAPS)('fails as the keys of a set: %s, whose order would name the environments, or which has none', (_what, keys) => {
    expect(problemOf(() => new ProjectApiKeySet(newStack(), 'K', { keys }))).toMatch(/^stack\/K: keys: .* was given; expected a map from environment to key/);
  });

  test.each<[string, any]>([['a list', ['4']], ['a Map', new Map([['release', '4']])], ['a date', new Date(0)]])('fails as keepers: %s', (_what, keepers) => {
    expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: 'ci', keepers }))).toMatch(/^stack\/K: keepers: .* expected a map of strings/);
  });
});

test.each<[string, (provider: any) => unknown]>([
  ['a key', (provider) => new ProjectApiKey(newStack(), 'K', { name: 'ci', provider })],
  ['a set', (provider) => new ProjectApiKeySet(newStack(), 'K', { keys: { dev: { name: 'd' } }, provider })],
  ['a rotating key', (provider) => new RotatingProjectApiKey(newStack(), 'K', { name: 'ci', schedule: RotationSchedule.manual(0), provider })],
  ['a workspace key', (provider) => new WorkspaceApiKey(newStack(), 'K', { name: 'ci', provider })],
])('%s fails on a provider that is none', (_what, make) => {
  ['ory', {}, newStack()].forEach((given) => expect(problemOf(() => make(given))).toMatch(/^stack\/K: provider: .* was given; expected a construct of the Ory provider/));
});

test('a provider fails that is of another kind, or of another stack', () => {
  const app = newApp();
  const stack = newStack(app);
  const make = (id: string, provider: any) => new ProjectApiKey(stack, id, { name: 'ci', provider });

  expect(problemOf(() => make('K', new TheirProvider(stack, 'Null', {}, 'null'))))
    .toBe('stack/K: provider: stack/Null, of "null", was given; expected a construct of the Ory provider, such as an ory.OryProvider of this stack');
  expect(problemOf(() => make('L', new TheirProvider(newStack(app, 'other'), 'Theirs', { alias: 'b' }))))
    .toBe('stack/L: provider: other/Theirs, of "ory", was given; expected a construct of the Ory provider, such as an ory.OryProvider of this stack');
});

test('a rotating key fails on an adoption that is none: it would be left out, and the key destroyed', () => {
  const make = (adopt: any) => new RotatingProjectApiKey(newStack(), 'K', { name: 'ci', schedule: RotationSchedule.manual(0), adopt });

  ['Old', {}, true].forEach((given) => expect(problemOf(() => make(given))).toMatch(/^stack\/K: adopt: nothing usable was given; expected RotationAdoption/));
});
