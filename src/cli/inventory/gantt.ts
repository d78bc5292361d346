import { DAY, formatInstant } from '../../private/input/instant';
import { printable, truncate } from '../safe-text';
import { leftOf, Report, ReportedKey, titleOf } from './report';

/** GitLab draws no longer diagram unasked; GitHub and Mermaid itself end at 50,000. */
const MOST_CHARACTERS = 2000;

/** Columns of a name. */
const WIDEST = 32;

/** Days before and after the report that are shown: a key that ends in the year 9999 would leave no room for the others. */
const PAST = 90;
const FUTURE = 730;

/** What has a meaning in Mermaid, in its directives, or in the HTML that it makes. */
const MARKUP = /[!-~](?<![\w ().,/+-])/g;

/**
 * What expires when as a Gantt chart of Mermaid, which GitHub and GitLab draw: a bar a key, from now until it ends, or since it ended; a
 * section a stack, and a file where several have a stack of that name. As many of the soonest keys as fit; empty where no key ends.
 */
export function ganttOf({ now, keys }: Report): { readonly text: string; readonly shown: number; readonly of: number } {
  const ending = keys.filter(({ days }) => days !== undefined);
  const files = filesByStack(ending);
  const sections = new Map<string, string[]>();
  let shown = 0;
  let length = HEAD.length;
  for (const key of ending) {
    const section = sectionOf(key, files);
    const bar = barOf(key, now);
    length += bar.length + (sections.has(section) ? 0 : section.length);
    if (length > MOST_CHARACTERS) {
      break;
    }
    sections.set(section, [...sections.get(section) ?? [], bar]);
    shown += 1;
  }
  const text = shown === 0 ? '' : HEAD + [...sections].map(([section, bars]) => section + bars.join('')).join('');
  return { text, shown, of: ending.length };
}

const HEAD = 'gantt\n  dateFormat YYYY-MM-DD\n  axisFormat %Y-%m-%d\n  title When API keys expire\n';

type Files = ReadonlyMap<string, ReadonlySet<string | undefined>>;

function filesByStack(keys: readonly ReportedKey[]): Files {
  const files = new Map<string, Set<string | undefined>>();
  keys.forEach((key) => files.set(stackOf(key), (files.get(stackOf(key)) ?? new Set()).add(key.entry.file)));
  return files;
}

function stackOf({ entry: { path } }: ReportedKey): string {
  return path.split('/')[0];
}

/** The line that begins a stack; its file is told by its end, which is where files differ. */
function sectionOf(key: ReportedKey, files: Files): string {
  const { entry: { file = '' } } = key;
  return `  section ${label(stackOf(key))}${files.get(stackOf(key))!.size > 1 ? ` ${label(file.slice(-WIDEST))}` : ''}\n`;
}

function barOf(key: ReportedKey, now: number): string {
  const expired = key.state === 'expired';
  const days = Math.max(1, Math.min(key.days!, expired ? PAST : FUTURE));
  const start = formatInstant(expired ? now - days * DAY : now).slice(0, 10);
  const tag = expired ? 'crit, ' : key.state === 'soon' ? 'active, ' : '';
  return `    ${label(titleOf(key.entry))} ${leftOf(key)} :${tag}${start}, ${days}d\n`;
}

/** A remote string as a label: in quotation marks, so that it begins with no keyword, and with full-width forms of all that could be markup. */
function label(text: string): string {
  const wide = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xfee0);
  return `“${truncate(printable(text), WIDEST).replace(MARKUP, wide)}”`;
}
