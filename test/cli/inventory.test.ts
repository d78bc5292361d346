import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
| 2029-12-30T23:00:00Z | **expired 1 day ago** | service \\[dev\\] | project | no | – | ${uuid(1)} | ${PROJECT} | prod/set |
| 2030-01-31T00:00:00Z | in 30 days | console | workspace | yes | – | ${uuid(2)} | ${WORKSPACE} | prod/soon |
| 2031-01-01T00:00:00Z | in 365 days | backend (3) | project | no | 3 | ${uuid(3)} | ${PROJECT} | prod/later |
| – | never expires | never | project | no | – | ${uuid(4)} | ${PROJECT} | prod/never |
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
  ['', 'the input is empty; expected JSON'],
  [`{"a": ${BEARER}`, 'the input is not valid JSON'],
  ['"x"', 'the input is JSON of another shape: a value of type string; expected what "terraform output -json" prints'],
  ['null', 'JSON of another shape: null'],
  ['{}', 'there are no outputs; apply the stack with an ApiKeyInventory first'],
  ['{"__proto__":{"value":[]}}', 'there is no output "ory_api_keys"'],
  [outputs([], 'other'), 'there is no output "ory_api_keys"; expected the inventory\'s, named with --output. The first outputs are "other", "secret"'],
  ['{"ory_api_keys":[]}', 'there is no output "ory_api_keys"'],
  [outputs({}), 'the output "ory_api_keys" is no inventory: it is a value of type object instead of a list'],
  [outputs(['x']), 'entry 1 of the inventory is a value of type string instead of an object'],
  [outputs([entry(), []]), 'entry 2 of the inventory is a list instead of an object'],
  [outputs([entry({ kind: 'other' })]), 'entry 1 of the inventory has a kind that is neither "project" nor "workspace"'],
  [outputs([entry({ path: null })]), 'entry 1 of the inventory has no path'],
  [outputs([entry({ name: BEARER.split('_') })]), 'entry 1 of the inventory has a list as name instead of a value of type string'],
  [outputs([entry({ expires_at: '2030-02-30T00:00:00Z' })]), 'entry 1 of the inventory has an expires_at that is no RFC 3339 instant: there is no day 30 in month 2'],
])('fails on the input %p, and repeats no value of it', async (stdin, message) => {
  expect(await runIn({ stdin }, 'inventory')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
});

test('fails on a file that is not there', async () => {
  expect(await runIn({}, 'inventory', '/nowhere/x')).toMatchObject({ code: 1, stderr: expect.stringContaining('"/nowhere/x" cannot be read (ENOENT)') });
});

test('fails when the picture cannot be written', async () => {
  expect(await runIn({ stdin: outputs([]) }, 'inventory', '--svg', '/nowhere/x.svg')).toMatchObject({ code: 1, stderr: expect.stringContaining('"/nowhere/x.svg" cannot be written (ENOENT)') });
});

test('fields that an older inventory lacks are taken as unknown', async () => {
  const { stdout } = await runIn({ stdin: outputs([{ path: 'a', kind: 'project' }]) }, 'inventory');
  expect(stdout).toContain('| – | never expires |  | project | no | – | – | – | a |');
});

test('hostile names make no markup, break no row, and show no secret', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 5 }), async (list) => {
    const stdin = outputs(list.map(([name, path]) => entry({ name, path, expires_at: '2029-01-01T00:00:00Z' })));
    for (const format of ['markdown', 'table']) {
      const ran = await runIn({ stdin, env: { ORY_WORKSPACE_API_KEY: BEARER } }, 'inventory', '--format', format, '--svg', 'a.svg');
      expect(ran.code).toBe(0);
      const lines = ran.stdout.split('\n');
      expect(lines).toHaveLength(list.length + 5);
      lines.forEach((line) => expect(line).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u));
      if (format === 'markdown') {
        lines.slice(4, -1).forEach((line) => expect(line.replace(/\\./g, '').match(/\|/g)).toHaveLength(10));
      }
    }
  }), { numRuns: 60 });
});

test('names are written out in Markdown as text alone', async () => {
  const { stdout } = await runIn({ stdin: outputs([entry({ name: '<b>a</b> | `x` [l](u)\n| \u001b[31m' })]) }, 'inventory');
  expect(stdout).toContain('| \\<b\\>a\\</b\\> \\| \\`x\\` \\[l\\](u)\\\\n\\| \\\\u{1b}\\[31m |');
});
