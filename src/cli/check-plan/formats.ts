import { formatInstant } from '../../private/input/instant';
import { markdown, printable, printableJson } from '../safe-text';
import { markdownTable, textTable } from '../text-table';
import { Finding } from './finding';
import { JudgedKey, Judgement } from './judgement';

/** How a report is written. */
export const FORMATS = ['table', 'markdown', 'json', 'github'] as const;

/** A judgement as seen at one instant, in seconds since 1970. */
export interface Report extends Judgement {
  readonly now: number;
  /** Whether the keys come from several files, which the rows then name. */
  readonly several: boolean;
}

/** The report in a format; ends with a line break. */
export const WRITERS: { readonly [format in typeof FORMATS[number]]: (report: Report) => string } = {
  table: inText,
  markdown: inMarkdown,
  json: inJson,
  github: inAnnotations,
};

const HEADER = ['Address', 'Name', 'Kind', 'Plan', 'Reason', 'Expires', 'Valid', 'Client notices'];
const NOTHING = '–';

/** How many findings end the command with exit code 3. */
export function countOf({ findings }: Judgement): number {
  return findings.filter(({ level, allowed }) => level === 'finding' && !allowed).length;
}

function inText(report: Report): string {
  const rows = cellsOf(report).map((row) => row.map(printable));
  const lines = report.findings.map((finding) => `${printable(`${labelOf(finding)}: ${sentenceOf(finding, report)}`)}\n  way out: ${printable(finding.fix)}\n`);
  return [`${summaryOf(report)}\n`, ...rows.length > 0 ? [textTable(headerOf(report), rows)] : [], ...lines.length > 0 ? [lines.join('')] : []].join('\n');
}

function inMarkdown(report: Report): string {
  const rows = cellsOf(report).map((row) => row.map(markdown));
  const lines = report.findings.map((finding) => `- **${labelOf(finding)}** ${markdown(sentenceOf(finding, report))}<br>Way out: ${markdown(finding.fix)}\n`);
  return [`${summaryOf(report)}\n`, ...lines.length > 0 ? [lines.join('')] : [], ...rows.length > 0 ? [markdownTable(headerOf(report), rows)] : []].join('\n');
}

function inJson(report: Report): string {
  return printableJson({
    now: formatInstant(report.now),
    passed: countOf(report) === 0,
    keys: report.keys.map((key) => ({
      file: key.file ?? null,
      address: key.address,
      previous_address: key.previousAddress ?? null,
      deposed: key.deposed ?? null,
      kind: key.kind,
      id: key.id ?? null,
      name: key.name ?? null,
      owner: key.owner ?? null,
      plan: key.deeds,
      reason: reasonOf(key),
      expires_at: typeof key.expiry === 'number' ? formatInstant(key.expiry) : null,
      never_expires: key.expiry === 'never',
      valid: validityOf(key),
      client_notices: key.clientNotices,
    })),
    findings: report.findings.map(({ rule, level, allowed = false, file, address, problem, fix }) => ({
      rule, level, allowed, file: file ?? null, address, problem, fix,
    })),
  });
}

/** Commands of a workflow on GitHub, one a line, after the summary. */
function inAnnotations(report: Report): string {
  const lines = report.findings.map((finding) => {
    const { level, allowed, rule, fix } = finding;
    const title = `API key: ${rule}${allowed ? ' (allowed)' : ''}`;
    return `::${level === 'finding' && !allowed ? 'error' : 'notice'} title=${property(title)}::${data(`${sentenceOf(finding, report)}; ${fix}`)}\n`;
  });
  return `${summaryOf(report)}\n${lines.join('')}`;
}

/** What is told to a workflow command, which would otherwise end the line or begin another escape. */
function data(text: string): string {
  return printable(text).replace(/%/g, '%25');
}

/** The same, for a property of the command. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Counts of findings, keys, and what the plan does to them. */
function summaryOf(report: Report): string {
  const { keys, findings, now } = report;
  const deeds = new Map<string, number>();
  for (const { deeds: all } of keys) {
    const last = all[all.length - 1];
    deeds.set(last, (deeds.get(last) ?? 0) + 1);
  }
  const parts = [...deeds].map(([deed, count]) => `${count} ${deed}`);
  const allowed = findings.filter((finding) => finding.allowed).length;
  return `${plural(countOf(report), 'finding')}${allowed > 0 ? ` and ${allowed} allowed` : ''} in ${plural(keys.length, 'key')} at ${formatInstant(now)}`
    + (parts.length > 0 ? `: ${parts.join(', ')}` : '');
}

/** The rows, what needs a hand first, what is kept last. */
function cellsOf({ keys, several }: Report): string[][] {
  const rank = (key: JudgedKey): number => (key.clientNotices ? 0 : key.deeds[0] === 'kept' ? 2 : 1);
  return [...keys].sort((one, other) => rank(one) - rank(other)).map((key) => [
    ...several ? [key.file ?? NOTHING] : [],
    key.deposed === undefined ? key.address : `${key.address} (deposed ${key.deposed})`,
    key.name ?? NOTHING,
    key.kind,
    key.deeds.join(', '),
    reasonOf(key) || NOTHING,
    typeof key.expiry === 'number' ? formatInstant(key.expiry) : key.expiry,
    { true: 'yes', false: 'no', null: NOTHING }[`${validityOf(key)}`],
    key.clientNotices ? 'yes' : 'no',
  ]);
}

function headerOf({ several }: Report): string[] {
  return several ? ['File', ...HEADER] : HEADER;
}

function reasonOf({ reason, successor }: JudgedKey): string {
  return [...reason === '' ? [] : [reason], ...successor ? [`clients hold ${successor.address}`] : []].join('; ');
}

/** Whether the API takes the key; null where its end is not known yet. */
function validityOf({ expiry, valid }: JudgedKey): boolean | null {
  return expiry === 'known after apply' ? null : valid;
}

function labelOf({ level, allowed, rule }: Finding): string {
  return `${allowed ? 'allowed' : level} (${rule})`;
}

/** Where it is, and what is wrong. */
function sentenceOf({ file, address, problem }: Finding, { several }: Report): string {
  return `${address}${several && file !== undefined ? ` of ${file}` : ''}: ${problem}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
