import { Testing, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeyInventory } from '../../src';
import { names } from './hostile-names';
import { BEARER, NOW, PROJECT, runIn, uuid, WORKSPACE } from './support';

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-inventory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An entry as the construct `ApiKeyInventory` writes it. */
function entry(fields: object = {}): object {
  return {
    path: 'prod/ci', kind: 'project', id: uuid(1), name: 'ci', owner: PROJECT, expires_at: null, imported: false, generation: null, environment: null, ...fields,
  };
}

function outputs(entries: unknown, name = 'ory_api_keys'): string {
  return JSON.stringify({ secret: { sensitive: true, type: 'string', value: BEARER }, [name]: { sensitive: false, type: ['list', 'dynamic'], value: entries } });
}

const ENTRIES = [
  entry({ path: 'prod/never', name: 'never', id: uuid(4) }),
  entry({ path: 'prod/later', name: 'backend (3)', id: uuid(3), generation: 3, expires_at: '2031-01-01T02:00:00+02:00' }),
  entry({ path: 'prod/soon', kind: 'workspace', name: 'console', id: uuid(2), owner: WORKSPACE, imported: true, expires_at: '2030-01-31T00:00:00Z' }),
  entry({ path: 'prod/set', name: 'service', environment: 'dev', expires_at: '2029-12-30T23:00:00Z' }),
];

test('the soonest expiry comes first in Markdown, keys without one last, and expired keys are warned of', async () => {
  // WHEN
  const ran = await runIn({ stdin: outputs(ENTRIES) }, 'inventory');

  // THEN
  expect(ran).toMatchObject({ code: 0, stderr: 'warning: API key "service [dev]" (prod/set) expired 1 day ago: the API refuses it\n' });
  expect(ran.stdout).toBe(`4 keys at ${NOW}: 1 expired, 1 within 30 days, 1 later, 1 without expiry, 1 adopted

| Expires | Left | Name | Kind | Adopted | Generation | Key id | Owner | Construct |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2029-12-30T23:00:00Z | **expired 1 day ago** | service \`[dev]\` | project | no | – | \`${uuid(1)}\` | \`${PROJECT}\` | \`prod/set\` |
| 2030-01-31T00:00:00Z | in 30 days | console | workspace | yes | – | \`${uuid(2)}\` | \`${WORKSPACE}\` | \`prod/soon\` |
| 2031-01-01T00:00:00Z | in 365 days | backend (3) | project | no | 3 | \`${uuid(3)}\` | \`${PROJECT}\` | \`prod/later\` |
| – | never expires | never | project | no | – | \`${uuid(4)}\` | \`${PROJECT}\` | \`prod/never\` |

\`\`\`mermaid
gantt
  dateFormat YYYY-MM-DD
  axisFormat %Y-%m-%d
  title When API keys expire
  section “prod”
    “service ［dev］” expired 1 day ago :crit, 2029-12-31, 1d
    “console” in 30 days :active, 2030-01-01, 30d
    “backend (3)” in 365 days :2030-01-01, 365d
\`\`\`
`);
});

test('the same stands in an aligned table', async () => {
  // WHEN
  const { stdout } = await runIn({ stdin: outputs(ENTRIES.slice(1, 3)) }, 'inventory', '--format', 'table');

  // THEN
  expect(stdout.split('\n').map((line) => line.slice(0, 74).trimEnd())).toEqual([
    `2 keys at ${NOW}: 1 within 30 days, 1 later, 1 adopted`,
    '',
    'Expires               Left         Name         Kind       Adopted  Genera',
    '────────────────────  ───────────  ───────────  ─────────  ───────  ──────',
    '2030-01-31T00:00:00Z  in 30 days   console      workspace  yes      –',
    '2031-01-01T00:00:00Z  in 365 days  backend (3)  project    no       3',
    '',
  ]);
});

test.each([
  ['2030-01-01T23:59:59Z', 'in less than a day'],
  ['2030-01-02T00:00:00Z', 'in 1 day'],
  ['2030-01-01T00:00:00Z', 'expired less than a day ago'],
  ['2029-12-01T00:00:00Z', 'expired 31 days ago'],
])('the time left until %s is "%s"', async (expiresAt, left) => {
  expect((await runIn({ stdin: outputs([entry({ expires_at: expiresAt })]) }, 'inventory')).stdout).toContain(`| ${expiresAt} | ${left.startsWith('expired') ? `**${left}**` : left} |`);
});

test('--now sets the time', async () => {
  const ran = await runIn({ stdin: outputs(ENTRIES) }, 'inventory', '--now', '2040-01-01T00:00:00Z');
  expect(ran.stdout).toContain('4 keys at 2040-01-01T00:00:00Z: 3 expired, 1 without expiry, 1 adopted\n');
});

test('keys that expire together are sorted by path, environment and id, so that the order of the input shows nowhere', async () => {
  // GIVEN
  const entries = [
    entry({ path: 'b' }), entry({ path: 'a', environment: 'y' }), entry({ path: 'a', environment: 'x' }), entry({ path: 'a', id: uuid(2) }), entry({ path: 'a', id: uuid(1) }),
    entry({ path: 'a', id: null }), entry({ path: 'a', id: uuid(1) }),
  ];

  // WHEN
  const [one, other] = [await runIn({ stdin: outputs(entries) }, 'inventory'), await runIn({ stdin: outputs([...entries].reverse()) }, 'inventory')];

  // THEN
  expect(one.stdout).toBe(other.stdout);
  expect(one.stdout.match(/\| ([ab]) \|$/gm)).toEqual([...Array.from({ length: 6 }, () => '| a |'), '| b |']);
});

test('an inventory without keys is one, too', async () => {
  expect(await runIn({ stdin: outputs([]) }, 'inventory')).toMatchObject({ code: 0, stdout: `0 keys at ${NOW}\n`, stderr: '' });
  expect(await runIn({ stdin: outputs([]) }, 'inventory', '--format', 'table')).toMatchObject({ code: 0, stdout: `0 keys at ${NOW}\n` });
});

test('another output may be named, a file given, and the value of the one output alone be piped in', async () => {
  // GIVEN
  const file = join(folder, 'outputs.json');
  writeFileSync(file, outputs([entry()], 'mine'));

  // WHEN
  const fromFile = await runIn({}, 'inventory', file, '--output', 'mine');
  const fromValue = await runIn({ stdin: JSON.stringify([entry()]) }, 'inventory');

  // THEN
  expect(fromFile).toMatchObject({ code: 0, stdout: expect.stringContaining('1 key at') });
  expect(fromValue.stdout).toBe(fromFile.stdout);
});

test.each([
  ['', 'the input is empty; write them with "terraform output -json"'],
  [`{"a": ${BEARER}}`, 'the input is not valid JSON'],
  ['{"a": 1', 'the input ends in the middle of its JSON; write them with "terraform output -json"'],
  ['"x"', 'the input is JSON of another shape: a value of type string instead of the outputs of a stack; write them with "terraform output -json"'],
  ['null', 'JSON of another shape: null'],
  ['{}', 'the input holds no outputs; apply a stack with an ApiKeyInventory first'],
  ['{"__proto__":{"value":[]}}', 'the input holds no inventory; expected the outputs of a stack with an ApiKeyInventory'],
  [outputs([], 'other'), 'the input has no output "ory_api_keys"; expected that of an ApiKeyInventory: add one to the stack and deploy, or name its output with --output. The first outputs are "other", "secret"'],
  [`{"prod":{"Ci":{"Output-ci":"${BEARER}"},"list":["x"],"empty":[]}}`, 'the input holds no inventory'],
  [outputs({}), 'the output "ory_api_keys" of the input is no inventory: it is a value of type object instead of a list'],
  [outputs(['x']), 'entry 1 of the inventory in the input is a value of type string instead of an object'],
  [outputs([entry(), []]), 'entry 2 of the inventory in the input is a list instead of an object'],
  [outputs([entry({ kind: 'other' })]), 'entry 1 of the inventory in the input has a kind that is neither "project" nor "workspace"'],
  [outputs([entry({ path: null })]), 'entry 1 of the inventory in the input has no path'],
  [outputs([entry({ name: BEARER.split('_') })]), 'entry 1 of the inventory in the input has a list as name instead of a value of type string'],
  [outputs([entry({ exemption: 1 })]), 'entry 1 of the inventory in the input has a value of type number as exemption'],
  [outputs([entry({ expires_at: '2030-02-30T00:00:00Z' })]), 'entry 1 of the inventory in the input has an expires_at that is no RFC 3339 instant: there is no day 30 in month 2'],
  ...['1e999', '-1e999', '1e300', '9007199254740993', '-1', '1.5'].map((number): [string, string] => (
    [outputs([entry({ generation: 7 })]).replace('"generation":7', `"generation":${number}`), 'has a generation that is no whole number, or a huge one; expected 0, 1, 2, …']
  )),
])('fails on the input %p, and repeats no value of it', async (stdin, message) => {
  expect(await runIn({ stdin }, 'inventory')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
});

test('fails on a file that is not there, and on one that is named twice', async () => {
  expect(await runIn({}, 'inventory', '/nowhere/x')).toMatchObject({ code: 1, stderr: expect.stringContaining('"/nowhere/x" cannot be read (ENOENT)') });
  expect(await runIn({}, 'inventory', 'a', './b/../a')).toMatchObject({ code: 2, stderr: expect.stringContaining('"./b/../a" is named twice; name each file once') });
});

test('several files make one inventory, which names the files', async () => {
  // GIVEN
  const files = ['one.json', 'other.json'].map((name) => join(folder, name));
  writeFileSync(files[0], outputs([entry({ name: 'later', expires_at: '2031-01-01T00:00:00Z' })]));
  writeFileSync(files[1], outputs([entry({ name: 'sooner', expires_at: '2030-06-01T00:00:00Z' })]));

  // WHEN
  const { code, stdout } = await runIn({}, 'inventory', ...files, '--format', 'json');
  const table = await runIn({}, 'inventory', ...files, '--format', 'table');

  // THEN
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { name: string; file: string }[]).map(({ name, file }) => [name, file])).toEqual([['sooner', files[1]], ['later', files[0]]]);
  expect(table.stdout).toMatch(/^File +Expires/m);
});

describe('the file of outputs that cdktf writes', () => {
  /** By stack, the outputs by construct; sensitive ones are left out. */
  const file = JSON.stringify({
    prod: { Team: { Inventory: { Output: [entry({ name: 'a' })] } }, Ci: {}, list: ['x', 1], plain: 'x', number: 1, null: null, empty: [] },
    staging: { Inventory: { Output: [entry({ name: 'b', path: 'staging/b' }), entry({ name: 'c', path: 'staging/c' })] } },
    fresh: { Inventory: { Output: [] } },
  });

  test('holds the inventories of all stacks', async () => {
    const { code, stdout } = await runIn({ stdin: file }, 'inventory', '--format', 'json');
    expect({ code, names: (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) }).toEqual({ code: 0, names: ['a', 'b', 'c'] });
  });

  test('is told from what Terraform prints, and an empty inventory is one, too', async () => {
    expect(await runIn({ stdin: '{"fresh":{"Inventory":{"Output":[]}}}' }, 'inventory', '--format', 'json')).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await runIn({ stdin: '{"ory_api_keys":[]}' }, 'inventory', '--format', 'json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('may be nested as deep as it likes', async () => {
    const depth = 5000;
    const stdin = `${'{"a":'.repeat(depth)}${JSON.stringify({ Output: [entry()] })}${'}'.repeat(depth)}`;
    expect(await runIn({ stdin }, 'inventory')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 key at') });
  });

  test('is what the construct renders, by the ids of constructs', () => {
    // GIVEN
    const stack = new TerraformStack(Testing.app(), 'prod');
    new ApiKeyInventory(new Construct(stack, 'Team'), 'Inventory');

    // WHEN
    const { '//': metadata } = stack.toTerraform();

    // THEN
    expect(metadata.outputs).toEqual({ prod: { Team: { Inventory: { Output: 'ory_api_keys' } } } });
  });
});

test('JSON is an array of all that is known, and nothing else', async () => {
  // WHEN
  const ran = await runIn({ stdin: outputs([ENTRIES[3], entry({ exemption: 'a robot\u202e', generation: 0, expires_at: null })]) }, 'inventory', '--format', 'json');

  // THEN
  expect(ran.stdout).toContain('a robot\\u202e');
  expect(JSON.parse(ran.stdout)).toEqual([
    {
      file: null, path: 'prod/set', kind: 'project', id: uuid(1), name: 'service', environment: 'dev', owner: PROJECT, expires_at: '2029-12-30T23:00:00Z', state: 'expired', days_left: -1,
      imported: false, generation: null, superseded: false, exemption: null,
    },
    {
      file: null, path: 'prod/ci', kind: 'project', id: uuid(1), name: 'ci', environment: null, owner: PROJECT, expires_at: null, state: 'never', days_left: null,
      imported: false, generation: 0, superseded: false, exemption: 'a robot\u202e',
    },
  ]);
});

test('why policies let a key off has a column, where any has a reason', async () => {
  // WHEN
  const { stdout } = await runIn({ stdin: outputs([entry({ exemption: 'a robot | of @ops' }), entry({ path: 'prod/other' })]) }, 'inventory');

  // THEN
  expect(stdout).toContain('| Construct | Exempt from policies |\n');
  expect(stdout).toContain('| `prod/ci` | a robot `\\|` of `@ops` |\n');
  expect(stdout).toContain('| `prod/other` | – |\n');
});

describe('--fail-within', () => {
  const at = (days: number): string => new Date(Date.parse(NOW) + days * 86_400_000).toISOString();
  const slot = (letter: string, generation: number, days: number, construct = 'Backend'): object => (
    entry({ path: `prod/${construct}/Slot${letter}`, name: `backend (${generation})`, generation, expires_at: at(days) })
  );

  test.each<[string, object[], string, number]>([
    ['a key that ends at the very end of the period', [entry({ expires_at: at(14) })], '14', 3],
    ['a key that ends later', [entry({ expires_at: at(14.01) })], '14', 0],
    ['a key that has ended', [entry({ expires_at: at(-1) })], '0', 3],
    ['a key that never ends', [entry()], '36500', 0],
    ['no key', [], '14', 0],
    ['a previous generation, whose clients have the next', [slot('A', 2, 3), slot('B', 3, 60)], '14', 0],
    ['a current generation whose rotation was missed', [slot('A', 2, -27), slot('B', 3, 3)], '14', 3],
    ['a generation beside a later one of another rotation', [slot('A', 2, 3), slot('B', 3, 60, 'Other')], '14', 3],
  ])('%#: %s', async (_, entries, days, code) => {
    // WHEN
    const ran = await runIn({ stdin: outputs(entries) }, 'inventory', '--fail-within', days);

    // THEN
    expect(ran).toMatchObject({ code, stdout: expect.stringContaining(' at 2030') });
  });

  test('says how many keys there are, after the whole report', async () => {
    const ran = await runIn({ stdin: outputs([entry({ expires_at: at(1) }), entry({ expires_at: at(0.5) }), entry({ expires_at: at(3) })]) }, 'inventory', '--format', 'json', '--fail-within', '1');
    expect(ran).toMatchObject({ code: 3, stderr: 'error: 2 API keys expire within 1 day, or earlier; deploy where a rotation is due, and give the others a later expiry\n' });
    expect(JSON.parse(ran.stdout)).toHaveLength(3);
  });

  test.each(['-1', '1.5', 'soon', '', '36501', '1e3'])('fails as a usage error for %p', async (days) => {
    expect(await runIn({ stdin: outputs([]) }, 'inventory', `--fail-within=${days}`)).toMatchObject({ code: 2, stderr: expect.stringContaining('expected a whole number, at most 36500') });
  });
});

test('fields that an older inventory lacks are taken as unknown', async () => {
  const { stdout } = await runIn({ stdin: outputs([{ path: 'a', kind: 'project' }]) }, 'inventory');
  expect(stdout).toContain('| – | never expires |  | project | no | – | – | – | a |');
});

test('hostile names break no row, and show no secret', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 5 }), async (list) => {
    const stdin = outputs(list.map(([name, path]) => entry({ name, path, exemption: name, environment: path })));
    for (const format of ['markdown', 'table']) {
      const ran = await runIn({ stdin, env: { ORY_WORKSPACE_API_KEY: BEARER } }, 'inventory', '--format', format);
      expect(ran.code).toBe(0);
      const lines = ran.stdout.split('\n');
      expect(lines).toHaveLength(list.length + 5);
      lines.forEach((line) => expect(line).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u));
      if (format === 'markdown') {
        lines.slice(4, -1).forEach((line) => expect(line.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(11));
      }
    }
    const { stdout } = await runIn({ stdin }, 'inventory', '--format', 'json');
    expect(stdout.replace(/\n/g, '')).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
  }), { numRuns: 60 });
});
