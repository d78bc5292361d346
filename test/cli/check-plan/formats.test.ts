import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { names } from '../hostile-names';
import { NOW, runIn } from '../support';
import { BARE_VALUE, change, destroyed, forgotten, kept, key, LATER, made, plan, replaced } from './plans';

const A = 'ory_project_api_key.Key_SlotA_BB4986CD';
const B = 'ory_project_api_key.Key_SlotB_1B81A80D';

const CHANGES = [
  kept('ory_project_api_key.same', key('same')), replaced(A, key('ci (0)'), 'ci (2)'), kept(B, key('ci (1)', { expires_at: LATER })),
  destroyed('ory_project_api_key.gone', key('gone', { expires_at: LATER })), made('ory_project_api_key.new', 'new', { expires_at: '2040-01-01T02:00:00+02:00' }),
];

const run = (json: unknown, format: string, ...args: string[]) => runIn({ stdin: JSON.stringify(json) }, 'check-plan', '--format', format, ...args);

test('the table shows what needs a hand first and what is kept last, and the findings below', async () => {
  // WHEN
  const { stdout, code } = await runIn({ stdin: JSON.stringify(plan(CHANGES)) }, 'check-plan');

  // THEN
  expect(code).toBe(3);
  expect(stdout).toBe(`1 finding in 5 keys at ${NOW}: 2 kept, 1 replaced, 1 destroyed, 1 made

Address                                 Name    Kind     Plan       Reason                                                        Expires               Valid  Client notices
──────────────────────────────────────  ──────  ───────  ─────────  ────────────────────────────────────────────────────────────  ────────────────────  ─────  ──────────────
ory_project_api_key.gone                gone    project  destroyed  no longer in the configuration                                2031-01-01T00:00:00Z  yes    yes
ory_project_api_key.Key_SlotA_BB4986CD  ci (0)  project  replaced   name changes; clients hold ory_project_api_key.Key_SlotB_1B…  never                 yes    no
ory_project_api_key.new                 new     project  made       –                                                             2040-01-01T00:00:00Z  yes    no
ory_project_api_key.same                same    project  kept       –                                                             never                 yes    no
ory_project_api_key.Key_SlotB_1B81A80D  ci (1)  project  kept       –                                                             2031-01-01T00:00:00Z  yes    no

finding (destroyed): ory_project_api_key.gone: a key that is valid until 2031-01-01T00:00:00Z is destroyed (no longer in the configuration)
  way out: put it back into the code; if it has a new address, add movedFrom or a moved block; to let it live on, forget() it (a removed block with destroy = false)
`);
});

test('Markdown shows the findings first', async () => {
  // WHEN
  const { stdout } = await run(plan([CHANGES[3], forgotten('ory_project_api_key.f', key('f'))]), 'markdown', '--allow', 'ory_project_api_key.f');

  // THEN
  expect(stdout).toBe(`1 finding and 1 allowed in 2 keys at ${NOW}: 1 destroyed, 1 forgotten

- **finding (destroyed)** \`ory_project_api_key.gone\`: a key that is valid until 2031-01-01T00:00:00Z is destroyed (no longer in the configuration)<br>Way out: put it back into the code; if it has a new address, add movedFrom or a moved block; to let it live on, \`forget()\` it (a removed block with destroy = false)
- **allowed (forgotten)** \`ory_project_api_key.f\`: a key that never expires is forgotten: it stays valid for ever, and nothing manages it any more<br>Way out: import it where it is to be managed and check the plans of both together, let it be destroyed, or revoke it in the Ory Console when nobody uses it

| Address | Name | Kind | Plan | Reason | Expires | Valid | Client notices |
| --- | --- | --- | --- | --- | --- | --- | --- |
| \`ory_project_api_key.gone\` | gone | project | destroyed | no longer in the configuration | 2031-01-01T00:00:00Z | yes | yes |
| \`ory_project_api_key.f\` | f | project | forgotten | a removed block | never | yes | no |
`);
});

test('annotations of a workflow run are one line each: errors for findings, notices for notes and what is allowed', async () => {
  // WHEN
  const json = plan([CHANGES[3], forgotten('ory_project_api_key.f', key('f')), change('ory_workspace_api_key.w', ['forget'], { before: {} })]);
  const { stdout } = await run(json, 'github', '--allow', 'ory_project_api_key.f');

  // THEN
  expect(stdout.split('\n').map((line) => line.replace(/(::[^:]*: [^:(]*).*/, '$1'))).toEqual([
    `1 finding and 1 allowed in 3 keys at ${NOW}: 1 destroyed, 2 forgotten`,
    '::error title=API key%3A destroyed::ory_project_api_key.gone: a key that is valid until 2031-01-01T00',
    '::notice title=API key%3A forgotten (allowed)::ory_project_api_key.f: a key that never expires is forgotten',
    '::notice title=API key%3A workspace-forgotten::ory_workspace_api_key.w: the key is only forgotten, however Terraform calls it',
    '',
  ]);
});

test.each(['table', 'markdown', 'github'])('%s of a plan without keys and findings is the summary alone', async (format) => {
  expect(await run(plan([]), format)).toMatchObject({ code: 0, stdout: `0 findings in 0 keys at ${NOW}\n`, stderr: '' });
});

test('rows and findings of several plans name the file', async () => {
  // GIVEN
  const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-check-plan-'));
  const files = ['one', 'two'].map((name) => join(folder, name));
  files.forEach((file, index) => writeFileSync(file, JSON.stringify(plan([CHANGES[index * 3]]))));

  // WHEN
  const { stdout } = await runIn({}, 'check-plan', ...files);
  rmSync(folder, { recursive: true });

  // THEN
  expect(stdout).toMatch(/^File +Address /m);
  expect(stdout).toContain(`${files[0]}  ory_project_api_key.same `);
  expect(stdout).toContain(`finding (destroyed): ory_project_api_key.gone of ${files[1]}: a key`);
});

test('percent signs are escaped in annotations', async () => {
  const address = 'ory_project_api_key.a["100%0A::error::"]';
  const { stdout } = await run(plan([{ ...destroyed(address, key('a')), type: 'ory_project_api_key' }]), 'github');
  expect(stdout).toContain('::ory_project_api_key.a["100%250A::error::"]: a key');
});

test('JSON is the report alone, with every field of a row', async () => {
  // WHEN
  const { stdout } = await run(plan([CHANGES[4]]), 'json');

  // THEN
  expect(JSON.parse(stdout)).toEqual({
    now: NOW,
    passed: true,
    keys: [{
      file: null, address: 'ory_project_api_key.new', previous_address: null, deposed: null, kind: 'project', id: null, name: 'new', owner: null, plan: ['made'], reason: '',
      expires_at: '2040-01-01T00:00:00Z', never_expires: false, valid: true, client_notices: false,
    }],
    findings: [],
  });
});

test('an attribute that the plan marks as sensitive is not shown', async () => {
  // GIVEN
  const hidden = { name: true, id: true, project_id: true, expires_at: true, value: true };
  const state = key('hidden-name', { expires_at: LATER });
  const json = plan([change('ory_project_api_key.a', ['delete'], { before: state, change: { before_sensitive: hidden } }), made('ory_project_api_key.b', 'hidden-name')]);

  // WHEN
  const reports = await Promise.all(['table', 'markdown', 'json', 'github'].map(async (format) => (await run(json, format)).stdout));

  // THEN
  reports.forEach((report) => [LATER, state.id as string, state.project_id as string].forEach((text) => expect(report).not.toContain(text)));
  expect(JSON.parse(reports[2]).keys[0]).toMatchObject({ name: '(sensitive)', id: '(sensitive)', owner: '(sensitive)', expires_at: null, never_expires: false, valid: true });
  expect(reports[0]).toContain('valid until a date that is not shown');
});

test('hostile names and addresses make no markup, no row and no command', async () => {
  const hostile = fc.oneof(names, names.map((name) => `\n::error::${name}`), names.map((name) => `${BARE_VALUE}${name}`));
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 4 }), async (list) => {
    // GIVEN
    const json = plan(list.map(([name, index], at) => ({
      ...destroyed(`ory_project_api_key.a${at}["${index}"]`, key(name, { value: BARE_VALUE })), type: 'ory_project_api_key', previous_address: index,
    })), { planned_values: { outputs: { [list[0][0]]: { sensitive: false, value: BARE_VALUE } } } });

    for (const format of ['table', 'markdown', 'json', 'github']) {
      // WHEN
      const { code, stdout } = await run(json, format);

      // THEN
      expect(code).toBe(3);
      expect(stdout).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      const lines = stdout.split('\n').slice(0, -1);
      if (format === 'json') {
        expect(JSON.parse(stdout).keys).toHaveLength(list.length);
      } else if (format === 'markdown') {
        expect(lines.filter((line) => line.startsWith('| ') && line.replace(/\\./g, '').match(/\|/g)!.length === 9)).toHaveLength(list.length + 2);
        expect(lines.filter((line) => /^- \*\*(?:finding|note) /.test(line)).length).toBeGreaterThanOrEqual(list.length + 1);
        lines.filter((line) => /^[-|] /.test(line)).forEach((line) => expect(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '').replace('<br>', '')).not.toMatch(/[<>`[\]@#]/));
      } else if (format === 'github') {
        lines.slice(1).forEach((line) => expect(line).toMatch(/^::(?:error|notice) title=[^:,]+::[^\r\n]+$/));
        expect(lines.length).toBeGreaterThanOrEqual(list.length + 2);
      }
    }
  }), { numRuns: 100 });
});
