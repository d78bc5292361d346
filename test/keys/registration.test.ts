import { Fn, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, onlyWarningsOf, OTHER_KEY, PROJECT, synthApp, warningsOf, WORKSPACE } from '../support/stacks';

type Stack = ReturnType<typeof newStack>;

const existing = (stack: Stack, id: string, keyId = KEY) => ProjectApiKey.importExisting(stack, id, { name: 'old', keyId });
const YEARLY = RotationSchedule.every(365, { startingAt: '2029-12-01T00:00:00Z' });

describe('one key that is imported twice', () => {
  const told = (second: string, first: string) => [[second, `API key ${KEY} is imported by ${first}, too: removing one of the two would destroy the key of the other; import it once`]];
  const warnings = (app: ReturnType<typeof newApp>, stack = 'stack') => warningsOf(app, stack)
    .filter(({ level }) => level === '@cdktf/warn').map(({ constructPath, message }) => [constructPath, message]);

  test('is warned of within a stack, whatever the case of the id', () => {
    const app = newApp();
    const stack = newStack(app);
    existing(stack, 'A');
    existing(stack, 'B', KEY.toUpperCase());

    expect(warnings(app)).toEqual(told('stack/B', 'stack/A'));
  });

  test('is warned of across stacks, and where a rotating key adopts it', () => {
    const app = newApp();
    existing(newStack(app, 'one'), 'A');
    new RotatingProjectApiKey(newStack(app, 'two'), 'R', { name: 'r', schedule: YEARLY, adopt: RotationAdoption.importKey(KEY) });

    expect(warnings(app, 'two')).toEqual(told('two/R/SlotA', 'one/A'));
  });

  test.each([['the first', 0], ['the second', 1]])('is no matter where one stack forgets it for another: %s', (_which, forgotten) => {
    const app = newApp();
    const keys = ['one', 'two'].map((id) => existing(newStack(app, id), 'A'));

    keys[forgotten].forget();

    expect(warnings(app, 'two')).toEqual([]);
  });

  test('is no matter for other keys, for tokens, and for workspace keys, which nothing destroys', () => {
    const app = newApp();
    const stack = newStack(app);
    existing(stack, 'A');
    existing(stack, 'B', OTHER_KEY);
    const id = new TerraformVariable(stack, 'id', {}).stringValue;
    existing(stack, 'C', id);
    existing(stack, 'D', id);
    ['E', 'F'].forEach((name) => new WorkspaceApiKey(stack, name, { name, keyId: KEY, workspaceId: WORKSPACE }));

    expect(warnings(app)).toEqual([]);
  });
});

describe('a value from a variable', () => {
  const giving: [string, (stack: Stack, value: string) => unknown][] = [
    ['importExisting', (stack, value) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value })],
    ['fromApiKeyAttributes', (stack, value) => ProjectApiKey.fromApiKeyAttributes(stack, 'K', { name: 'k', keyId: KEY, value })],
    ['WorkspaceApiKey', (stack, value) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, value })],
    ['RotationAdoption.importKey', (stack, value) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: YEARLY, adopt: RotationAdoption.importKey(KEY, value) })],
  ];
  const TOLD = 'value comes from the variable stack/held, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable';

  test.each(giving)('is warned of where the variable is not sensitive: %s', (_what, give) => {
    const app = newApp();
    const stack = newStack(app);
    give(stack, new TerraformVariable(stack, 'held', {}).stringValue);

    expect(onlyWarningsOf(app)).toEqual([TOLD]);
  });

  test.each<[string, (stack: Stack, value: string) => string]>([
    ['a function', (_stack, value) => Fn.trimspace(value)],
    ['a string around it', (_stack, value) => `Bearer ${value}`],
    ['a template written by hand', () => '${trimspace(var.held)}'],
    ['a local', (stack, value) => new TerraformLocal(stack, 'local', value).asString],
    ['a local of a local', (stack, value) => Fn.lookup(new TerraformLocal(stack, 'outer', { a: new TerraformLocal(stack, 'inner', value).asString }).asStringMap, 'a')],
    ['a name of two variables', (stack, value) => `${new TerraformVariable(stack, 'other', { sensitive: true }).stringValue}${value}`],
  ])('is warned of by way of %s', (_what, wrap) => {
    const app = newApp();
    const stack = newStack(app);
    giving[0][1](stack, wrap(stack, new TerraformVariable(stack, 'held', {}).stringValue));

    expect(onlyWarningsOf(app)).toEqual([TOLD]);
  });

  test.each(giving)('is warned of where it is read from a file: %s', (_what, give) => {
    const app = newApp();
    const stack = newStack(app);
    give(stack, Fn.trimspace(Fn.file('key.txt')));

    expect(onlyWarningsOf(app)).toEqual(['value is read from a file, where it lies in plain text beside the code; give it as a sensitive TerraformVariable']);
  });

  test.each(giving)('is taken where the variable is sensitive: %s', (_what, give) => {
    const app = newApp();
    const stack = newStack(app);
    new TerraformVariable(stack, 'other', {});
    give(stack, new TerraformVariable(stack, 'held', { sensitive: true }).stringValue);

    expect(onlyWarningsOf(app)).toEqual([]);
  });

  test('is taken where nothing of it is a variable, or only its name is like one\'s', () => {
    const app = newApp();
    const stack = newStack(app);
    new TerraformVariable(stack, 'held', {});
    giving[0][1](stack, '${local.var_held}${var.unknown}${myvar.held}');

    expect(onlyWarningsOf(app)).toEqual([]);
  });

  test('by way of locals that refer to each other comes to an end', () => {
    const app = newApp();
    const stack = newStack(app);
    new TerraformLocal(stack, 'one', '${local.two}');
    new TerraformLocal(stack, 'two', '${local.one}${var.held}');
    new TerraformVariable(stack, 'held', {});
    giving[0][1](stack, '${local.one}');

    expect(onlyWarningsOf(app)).toEqual([TOLD]);
  });
});

describe('a project that nothing names', () => {
  const env = process.env.ORY_PROJECT_ID;
  beforeEach(() => delete process.env.ORY_PROJECT_ID);
  afterEach(() => {
    process.env.ORY_PROJECT_ID = env;
  });

  const TOLD = 'its project is named neither by projectId, nor by its provider, nor by ORY_PROJECT_ID as synth sees it: an apply fails where nothing names one; give projectId, here or to the provider';
  const toldOf = (app: ReturnType<typeof newApp>) => warningsOf(app)
    .filter(({ message }) => message === TOLD).map(({ constructPath }) => constructPath);
  const MAKERS: [string, (stack: TerraformStack, props: { projectId?: string; provider?: ory.OryProvider }) => { forget(): void }, string][] = [
    ['a project key', (stack, props) => new ProjectApiKey(stack, 'K', { name: 'k', ...props }), 'stack/K'],
    ['an adopted key', (stack, props) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, ...props }), 'stack/K'],
    ['a rotating key', (stack, props) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: YEARLY, ...props }), 'stack/K/SlotA'],
    ['a set', (stack, props) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, ...props }), 'stack/K'],
  ];

  test.each(MAKERS)('is warned of: %s', (_what, make, where) => {
    const app = newApp();
    make(newStack(app), {});

    expect(toldOf(app)).toEqual([where]);
  });

  test('is warned of once a stack, at the first key without one', () => {
    const app = newApp();
    for (const id of ['one', 'two']) {
      const stack = newStack(app, id);
      new ProjectApiKey(stack, 'Named', { name: 'k', projectId: PROJECT });
      ['B', 'A'].forEach((name) => new ProjectApiKey(stack, name, { name }));
    }

    const { stacks } = synthApp(app).manifest;
    expect(['one', 'two'].map((id) => stacks[id].annotations)).toEqual(['one', 'two'].map((id) => [expect.objectContaining({ constructPath: `${id}/B`, message: TOLD })]));
  });

  test.each(MAKERS)('is no matter where it is named: %s', (_what, make) => {
    const warnings = (provider: ory.OryProviderConfig, props: (stack: Stack) => object = () => ({})) => {
      const app = newApp();
      const stack = newStack(app, 'stack', provider);
      make(stack, props(stack));
      return toldOf(app);
    };

    expect(warnings({}, () => ({ projectId: PROJECT }))).toEqual([]);
    expect(warnings({}, () => ({ projectId: '${var.project}' }))).toEqual([]);
    expect(warnings({ projectId: PROJECT })).toEqual([]);
    expect(warnings({}, (stack) => ({ provider: new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT }) }))).toEqual([]);
    expect(warnings({ projectId: PROJECT }, (stack) => ({ provider: new ory.OryProvider(stack, 'Other', { alias: 'other' }) }))).toHaveLength(1);
  });

  test.each(MAKERS)('is no matter where the environment names one, or the key is forgotten: %s', (_what, make) => {
    const gone = newApp();
    make(newStack(gone), {}).forget();
    expect(toldOf(gone)).toEqual([]);

    process.env.ORY_PROJECT_ID = PROJECT;
    const named = newApp();
    make(newStack(named), {});
    expect(toldOf(named)).toEqual([]);
  });
});
