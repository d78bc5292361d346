import { formatInstant } from '../../private/input/instant';
import { markdown, printable, printableJson } from '../safe-text';
import { markdownTable, textTable } from '../text-table';
import { ganttOf } from './gantt';
import { leftOf, Report, ReportedKey, summaryOf, titleOf } from './report';

/** How an inventory is written. */
export const FORMATS = ['markdown', 'table', 'json'] as const;

/** The inventory in a format; ends with a line break. */
export const WRITERS: { readonly [format in typeof FORMATS[number]]: (report: Report) => string } = {
  markdown: inMarkdown, table: inText, json: inJson,
};

/** A column of both tables. */
interface Column {
  readonly head: string;
  readonly cell: (key: ReportedKey) => string | undefined;
  /** Whether the column is there where no key has anything in it. @default true */
  readonly always?: boolean;
}

const NOTHING = '–';

const COLUMNS: readonly Column[] = [
  { head: 'Expires', cell: ({ entry }) => (entry.expiresAt === undefined ? undefined : formatInstant(entry.expiresAt)) },
  { head: 'Left', cell: leftOf },
  { head: 'Name', cell: ({ entry }) => titleOf(entry) },
  { head: 'Kind', cell: ({ entry }) => entry.kind },
  { head: 'Adopted', cell: ({ entry }) => (entry.imported ? 'yes' : 'no') },
  { head: 'Generation', cell: ({ entry }) => entry.generation?.toString() },
  { head: 'Key id', cell: ({ entry }) => entry.id },
  { head: 'Owner', cell: ({ entry }) => entry.owner },
  { head: 'Construct', cell: ({ entry }) => entry.path },
  { head: 'Exempt from policies', cell: ({ entry }) => entry.exemption, always: false },
];

const FILE: Column = { head: 'File', cell: ({ entry }) => entry.file };

function inMarkdown(report: Report): string {
  const { head, rows } = tableOf(report, markdown);
  // What needs a hand stands out.
  const left = head.indexOf('Left');
  const urgent = rows.map((row, index) => (report.keys[index].state === 'expired' ? row.map((cell, column) => (column === left ? `**${cell}**` : cell)) : row));
  return [`${summaryOf(report)}\n`, ...rows.length > 0 ? [markdownTable(head, urgent)] : [], ...gantt(report)].join('\n');
}

function gantt(report: Report): string[] {
  const { text, shown, of } = ganttOf(report);
  const part = shown < of ? [`The chart shows the ${shown} that expire first, of ${of}.\n`] : [];
  return text === '' ? [] : [`\`\`\`mermaid\n${text}\`\`\`\n`, ...part];
}

function inText(report: Report): string {
  const { head, rows } = tableOf(report, printable);
  return [`${summaryOf(report)}\n`, ...rows.length > 0 ? [textTable(head, rows)] : []].join('\n');
}

function tableOf({ keys }: Report, write: (text: string) => string): { readonly head: string[]; readonly rows: string[][] } {
  const several = new Set(keys.map(({ entry }) => entry.file)).size > 1;
  const columns = [...several ? [FILE] : [], ...COLUMNS.filter(({ cell, always = true }) => always || keys.some((key) => cell(key) !== undefined))];
  return { head: columns.map(({ head }) => head), rows: keys.map((key) => columns.map(({ cell }) => write(cell(key) ?? NOTHING))) };
}

function inJson({ keys }: Report): string {
  return printableJson(keys.map(({ entry, state, days, superseded }) => ({
    file: entry.file ?? null,
    path: entry.path,
    kind: entry.kind,
    id: entry.id ?? null,
    name: entry.name,
    environment: entry.environment ?? null,
    owner: entry.owner ?? null,
    expires_at: entry.expiresAt === undefined ? null : formatInstant(entry.expiresAt),
    state,
    days_left: days === undefined ? null : state === 'expired' ? 0 - days : days,
    imported: entry.imported,
    generation: entry.generation ?? null,
    superseded,
    exemption: entry.exemption ?? null,
  })));
}
