import fc from 'fast-check';
import { InventoryEntry } from '../../src/cli/inventory/entries';
import { ganttOf } from '../../src/cli/inventory/gantt';
import { reportOf } from '../../src/cli/inventory/report';
import { DAY } from '../../src/private/input/instant';
import { HOSTILE_NAMES, names } from './hostile-names';
import { readGantt } from './mermaid';
import { NOW } from './support';

const now = Date.parse(NOW) / 1000;

function entry(name: string, days: number | undefined, path = 'prod/ci'): InventoryEntry {
  return { path, kind: 'project', name, imported: false, expiresAt: days === undefined ? undefined : now + days * DAY };
}

function gantt(...entries: InventoryEntry[]): ReturnType<typeof ganttOf> {
  return ganttOf(reportOf(entries, now));
}

test('a key is a bar until it ends, or since it ended, in the section of its stack', async () => {
  // WHEN
  const { text } = gantt(entry('late', 400, 'staging/late'), entry('gone', -10), entry('near', 10, 'staging/near'), entry('never', undefined));

  // THEN
  expect(text).toBe(`gantt
  dateFormat YYYY-MM-DD
  axisFormat %Y-%m-%d
  title When API keys expire
  section “prod”
    “gone” expired 10 days ago :crit, 2029-12-22, 10d
  section “staging”
    “near” in 10 days :active, 2030-01-01, 10d
    “late” in 400 days :2030-01-01, 400d
`);
  const { sections, tasks } = await readGantt(text);
  expect(sections).toEqual(['“prod”', '“staging”']);
  expect(tasks.map(({ section, task, startTime, endTime, crit, active }) => (
    [section, task, Math.round((Number(endTime) - Number(startTime)) / DAY / 1000), !!crit, !!active]
  ))).toEqual([
    ['“prod”', '“gone” expired 10 days ago', 10, true, false],
    ['“staging”', '“near” in 10 days', 10, false, true],
    ['“staging”', '“late” in 400 days', 400, false, false],
  ]);
});

test('the same app deployed twice has a section for each file, and any other stack has none', async () => {
  // GIVEN
  const of = (file: string, given: InventoryEntry): InventoryEntry => ({ ...given, file });
  const folder = 'a/folder/whose/name/is/very/long/';

  // WHEN
  const { text } = gantt(of(`${folder}eu.json`, entry('ci', 10)), of(`${folder}us.json`, entry('ci', 10)), of(`${folder}us.json`, entry('other', 20, 'other/ci')));

  // THEN
  const { sections, tasks } = await readGantt(text);
  expect(sections).toEqual(['“prod” “/whose/name/is/very/long/eu.json”', '“prod” “/whose/name/is/very/long/us.json”', '“other”']);
  expect(tasks).toHaveLength(3);
});

test('no chart is drawn of keys that never end', () => {
  expect(gantt(entry('never', undefined))).toEqual({ text: '', shown: 0, of: 0 });
  expect(gantt()).toEqual({ text: '', shown: 0, of: 0 });
});

test('what ends today has a bar, and what ends far away leaves room for the others', async () => {
  expect(gantt(entry('today', 0.5)).text).toContain('“today” in less than a day :active, 2030-01-01, 1d\n');
  expect(gantt(entry('far', 2_000_000)).text).toContain('“far” in 2000000 days :2030-01-01, 730d\n');
  expect(gantt(entry('old', -3000)).text).toContain('“old” expired 3000 days ago :crit, 2029-10-03, 90d\n');
});

test('as many keys are drawn as GitLab draws unasked, the soonest', async () => {
  // WHEN
  const { text, shown, of } = gantt(...Array.from({ length: 500 }, (_, index) => entry(`key ${index}`, index, `stack-${index % 5}/k`)));

  // THEN
  expect(text.length).toBeLessThanOrEqual(2000);
  expect({ of, few: shown > 20 }).toEqual({ of: 500, few: true });
  expect((await readGantt(text)).tasks).toHaveLength(shown);
  expect(text).toContain(`“key ${shown - 1}” `);
});

test('no name is anything to Mermaid but a name, and none leaves the block', async () => {
  const keywords = [
    'click x', 'section y', 'title z', 'gantt', 'dateFormat X', 'excludes weekends', 'todayMarker off', '2030-01-01', 'end', 'a:done, b', 'a;b', 'a#35;b',
    '%% c', '%%{init: {"theme": "dark"}}%%', 'call f()', 'href "x"', '```', '---', 'accTitle: x', '<script>alert(1)</script>', '<br>', '$$x$$', 'vert', 'a,b',
  ];
  const odd = fc.oneof(fc.constantFrom(...keywords, ...HOSTILE_NAMES), names);
  await fc.assert(fc.asyncProperty(odd, odd, async (name, path) => {
    // WHEN
    const { text } = gantt(entry(name, 10, path), entry('next', 20, 'next/x'));

    // THEN
    expect(text).not.toMatch(/[`<>#;$%&{}](?!Y-%m-%d|m-%d|d\n)/);
    const { sections, tasks } = await readGantt(text);
    expect(tasks.map(({ task }) => /“.*”/su.test(task) && task.slice(task.lastIndexOf('”') + 1))).toEqual([' in 10 days', ' in 20 days']);
    expect(sections).toHaveLength(path.split('/')[0] === 'next' ? 1 : 2);
  }), { numRuns: 300, examples: keywords.map((word) => [word, word] as [string, string]) });
});
