import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLAN } from '../../../src/cli/check-plan/plan';
import { BEARER, runIn } from '../support';
import { check, kept, key, plan, read, VALUE } from './plans';

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-check-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function save(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
}

test('a plan without keys is one, too', async () => {
  expect(await check({ format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} } })).toMatchObject({ code: 0, keys: [], findings: [] });
});

test.each(['1.0', '1.2', '1.99'])('format version %s is read', async (version) => {
  expect((await check({ ...plan([kept('ory_project_api_key.a', key('a'))]), format_version: version })).keys).toHaveLength(1);
});

test('several files are read, and each row names its own', async () => {
  // GIVEN
  const files = ['one.json', 'two.json'].map((name, index) => save(name, plan([kept('ory_project_api_key.a', key(`a${index}`))])));

  // THEN
  expect((await read({}, ...files)).keys.map(({ file, name }) => [file, name])).toEqual([[files[0], 'a0'], [files[1], 'a1']]);
});

const HOW = 'write it with "terraform plan -out=PLAN" and "terraform show -json PLAN"';

test.each<[string, string | Uint8Array, string]>([
  ['nothing', '', 'the input is empty; write it with "terraform plan -out=PLAN"'],
  ['a log', `{"@level":"info","@message":"${VALUE}"}\n{"@level":"info"}`, `the input is the log that "terraform plan -json" prints; ${HOW}`],
  ['a part of a plan', JSON.stringify(plan([kept('ory_project_api_key.a', key('a'))])).slice(0, -20), 'the input ends in the middle of its JSON'],
  ['two plans', `${JSON.stringify(plan([]))}${JSON.stringify(plan([]))}`, 'the input is not valid JSON; expected JSON'],
  ['what Terraform prints for people', `Terraform will perform the following actions: ${VALUE}`, 'the input is not valid JSON'],
  ['a web page', '<html>', 'the input is HTML or XML'],
  ['a saved plan', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]), `the input is a saved plan itself (or another ZIP archive), not its JSON; ${HOW}`],
  ['a compressed file', Buffer.from([0x1f, 0x8b, 8]), 'the input is compressed by gzip'],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'the input is UTF-16, as ">" of Windows PowerShell writes it, instead of UTF-8'],
  ['bytes', Buffer.from([0x7b, 0xff]), 'the input is not UTF-8 text'],
  ['a list', `["${VALUE}"]`, 'the input is a list instead of the JSON of a plan'],
  ['a string', `"${VALUE}"`, 'the input is a value of type string instead of the JSON of a plan'],
  ['null', 'null', 'the input is null instead of the JSON of a plan'],
  ['a state', '{"format_version":"1.0","values":{}}', 'the input is the JSON of a state, which "terraform show -json" prints where no plan is named, instead of the JSON of a plan'],
  ['a state file', `{"version":4,"serial":1,"lineage":"x","secret":"${VALUE}"}`, 'the input is a state file instead of'],
  ['an encrypted plan', '{"meta":{},"encrypted_data":"x"}', 'the input is a file that OpenTofu has encrypted'],
  ['schemas', '{"format_version":"1.0","provider_schemas":{}}', 'the input is the schemas of providers'],
  ['outputs', `{"a":{"sensitive":true,"type":"string","value":"${VALUE}"}}`, 'the input is what "terraform output -json" prints'],
  ['a configuration', '{"terraform":{},"resource":{}}', 'the input is a configuration'],
  ['an empty object', '{}', 'the input is JSON of another shape'],
  ['a newer format', JSON.stringify({ ...plan([]), format_version: '2.0' }), 'the input has 2.0 as format_version; expected 1.x'],
  ['an older format', JSON.stringify({ ...plan([]), format_version: '0.2' }), 'the input has 0.2 as format_version'],
  ['no version', JSON.stringify({ ...plan([]), format_version: VALUE }), 'the input has no version as format_version'],
  ['a plan that failed', JSON.stringify({ ...plan([]), errored: true }), 'the input is a plan that Terraform could not finish (it says "errored")'],
])('fails on %s, and repeats nothing of it', async (_, stdin, message) => {
  expect(await runIn({ stdin }, 'check-plan')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
});

test.each<[string, object, string]>([
  ['no list of changes', { resource_changes: { a: VALUE } }, 'resource_changes is a value of type object instead of a list'],
  ['a change that is none', { resource_changes: [VALUE] }, 'resource_changes[0] is a value of type string instead of an object'],
  ['no address', { resource_changes: [{ type: 'ory_project_api_key', change: { actions: [] } }] }, 'resource_changes[0].address is nothing instead of a string'],
  ['no type', { resource_changes: [{ address: 'a' }] }, 'resource_changes[0].type is nothing instead of a string'],
  ['no change', { resource_changes: [{ address: 'a', type: 'ory_project_api_key' }] }, 'resource_changes[0].change is nothing instead of an object'],
  ['an action that is no string', { resource_changes: [{ address: 'a', type: 'ory_project_api_key', change: { actions: [[VALUE]] } }] }, 'resource_changes[0].change.actions[0] is a list instead of a string'],
  ['a name that is no string', { resource_drift: [{ address: 'a', type: 'ory_workspace_api_key', change: { actions: ['delete'], before: { name: [VALUE] } } }] }, 'resource_drift[0].change.before.name is a list instead of a string'],
  ['what is put off and has no change', { deferred_changes: [{}] }, 'deferred_changes[0].resource_change is nothing instead of an object'],
  ['a version that is no string', { format_version: 1 }, 'format_version is a value of type number instead of a string'],
])('fails on a plan with %s, and says where', async (_, more, message) => {
  expect(await runIn({ stdin: JSON.stringify(plan([], more as never)) }, 'check-plan')).toMatchObject({
    code: 1, stdout: '', stderr: expect.stringContaining(`the input is a plan of a shape that is not known: ${message}; expected what "terraform show -json PLAN" prints`),
  });
});

test('fails on a file that is not there, and on a folder', async () => {
  expect(await runIn({}, 'check-plan', '/nowhere/x')).toMatchObject({ code: 1, stderr: expect.stringContaining('"/nowhere/x" cannot be read (ENOENT); expected the JSON of a plan') });
  expect(await runIn({}, 'check-plan', folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read (EISDIR)') });
});

test('fails on what is larger than the limit, before it is parsed', async () => {
  // GIVEN
  const { run } = jest.requireActual<typeof import('../../../src/cli/run')>('../../../src/cli/run');
  const block = new Uint8Array(32 * 1024 * 1024).fill(0x20);
  let blocks = 0;
  let stderr = '';
  const stdin = (async function* () {
    for (; blocks < 100; blocks += 1) {
      yield block;
    }
  })();

  // WHEN
  const code = await run(['check-plan'], { env: {}, stdin, stdout: { write: () => true }, stderr: { write: (text) => { stderr += text; } }, now: () => 0, flush: async () => undefined, writeFile: async () => undefined });

  // THEN
  expect({ code, stderr, blocks }).toEqual({ code: 1, stderr: 'error: the input is larger than 256 MiB, the most that is read; split the stack\n', blocks: PLAN.mebibytes * 1024 * 1024 / block.length });
});

test('the help names the limit', async () => {
  expect((await runIn({}, 'check-plan', '--help')).stdout).toContain(`A plan may have ${PLAN.mebibytes} MiB, some 130,000 keys.`);
});

test.each<[string[], string]>([
  [[], 'nothing is piped in; run "terraform show -json PLAN | cdktf-ory-api-keys check-plan", or name files'],
  [['a', 'b', 'a'], '"a" is named twice'],
  [['--format', 'csv'], '--format is "csv"; expected table, markdown, json or github'],
  [['--now', 'soon'], '--now is "soon": it is not of the form'],
  [['--deny', 'x'], 'Unknown option \'--deny\''],
  [['--allow'], 'argument missing'],
  [['--allow', '--format', 'json'], 'is ambiguous. Did you forget'],
  [[BEARER, BEARER], '"ory_wak_***" is named twice'],
])('fails with exit code 2 for the arguments %p', async (args, message) => {
  expect(await runIn({}, 'check-plan', ...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('--help tells the findings, the options and the exit code', async () => {
  const { stdout, code } = await runIn({}, 'check-plan', '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^usage: terraform show -json PLAN \| cdktf-ory-api-keys check-plan \[options\]$/m);
  ['Exit code 3', '--allow ADDRESS', '--format FORMAT', '--now INSTANT'].forEach((word) => expect(stdout).toContain(word));
});

describe('whatever is read', () => {
  const mutilated = fc.tuple(fc.jsonValue(), fc.constantFrom(
    'format_version', 'planned_values', 'resource_changes', 'resource_drift', 'deferred_changes', 'output_changes', 'prior_state', 'configuration', 'variables', 'checks', 'errored', 'complete',
  )).map(([json, field]) => ({ ...plan([kept('ory_project_api_key.a', key('a'))]), [field]: json }));
  const inChange = fc.tuple(fc.jsonValue(), fc.constantFrom('address', 'previous_address', 'mode', 'type', 'deposed', 'change', 'action_reason'))
    .map(([json, field]) => plan([{ ...kept('ory_project_api_key.a', key('a')), [field]: json }]));
  const inState = fc.tuple(fc.jsonValue(), fc.constantFrom('actions', 'before', 'after', 'before_sensitive', 'after_sensitive', 'after_unknown', 'importing', 'replace_paths'))
    .map(([json, field]) => plan([{ ...kept('ory_project_api_key.a', key('a')), change: { ...kept('ory_project_api_key.a', key('a')).change as object, [field]: json } }]));

  test('the end is a report or one line of error, never a failure that was not foreseen', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(mutilated, inChange, inState, fc.jsonValue()), async (json) => {
      const { code, stderr } = await runIn({ stdin: JSON.stringify(json) }, 'check-plan');
      expect([0, 1, 3]).toContain(code);
      expect(stderr).toMatch(/^(?:error: [^\n]+\n)?$/);
      expect(stderr).not.toContain('unexpected failure');
    }), { numRuns: 500 });
  });

  test('text that is no JSON ends so, too', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), async (stdin) => {
      const { code, stderr } = await runIn({ stdin }, 'check-plan');
      expect({ code, lines: stderr.match(/\n/g)?.length, foreseen: !stderr.includes('unexpected failure') }).toEqual({ code: 1, lines: 1, foreseen: true });
    }), { numRuns: 200 });
  });

  test.each(['output_changes', 'configuration', 'prior_state', 'resource_changes'])('%s may be nested without end', async (field) => {
    const depth = 200_000;
    const deep = `${'{"a":['.repeat(depth)}"${VALUE}"${']}'.repeat(depth)}`;
    const { code } = await runIn({ stdin: JSON.stringify(plan([])).replace(/}$/, `,"${field}":${deep}}`) }, 'check-plan');
    expect([0, 1]).toContain(code);
  });
});
