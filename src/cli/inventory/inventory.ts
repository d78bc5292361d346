import { createReadStream } from 'node:fs';
import { formatInstant } from '../../private/input/instant';
import { quote } from '../../private/input/secrets';
import { Command, instant, oneOf, parse } from '../arguments';
import { CommandError, UsageError } from '../failure';
import { readJson, readText } from '../input';
import { ByteSource, CommandIo } from '../io';
import { markdown, printable } from '../safe-text';
import { markdownTable, textTable } from '../text-table';
import { readInventory } from './entries';
import { leftOf, Report, ReportedKey, reportOf, summaryOf, titleOf } from './report';
import { timelineSvg } from './timeline-svg';

const HELP = `Show which API keys of a stack expire when, from the output of an ApiKeyInventory.

usage: terraform output -json | cdktf-ory-api-keys inventory [options]
       cdktf-ory-api-keys inventory FILE [options]

The soonest expiry comes first, keys without one last. Expired keys are warned of on stderr.

  --output NAME    name of the inventory's output (default: ory_api_keys)
  --format FORMAT  markdown or table (default: markdown)
  --svg FILE       also write a picture: a timeline of keys and generations; overwrites the file
  --now INSTANT    the time to count from, RFC 3339 (default: the clock)
`;

const FORMATS = ['markdown', 'table'] as const;

const HEADER = ['Expires', 'Left', 'Name', 'Kind', 'Adopted', 'Generation', 'Key id', 'Owner', 'Construct'];
const NOTHING = '–';

/** The command `inventory`. */
export const INVENTORY: Command = {
  summary: 'show which API keys of a stack expire when',
  help: HELP,
  run: async (args, io) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', default: 'ory_api_keys' },
      format: { type: 'string', default: 'markdown' },
      svg: { type: 'string' },
      now: { type: 'string' },
    });
    if (positionals.length > 1) {
      throw new UsageError(`unexpected argument ${quote(positionals[1])}; expected one file at most`);
    }
    const format = oneOf('--format', values.format, FORMATS);
    const now = values.now === undefined ? Math.floor(io.now() / 1000) : instant('--now', values.now);
    const json = await readInput(positionals[0], io);
    const report = reportOf(readInventory(json, values.output, io.env.ORY_WORKSPACE_API_KEY), now);

    io.stdout.write(format === 'markdown' ? inMarkdown(report) : inText(report));
    if (values.svg !== undefined) {
      await savePicture(values.svg, report, io);
    }
    warnOfExpired(report, io);
  },
};

async function readInput(file: string | undefined, io: CommandIo): Promise<unknown> {
  if (file === undefined && io.stdin.isTTY) {
    throw new UsageError('nothing is piped in; run "terraform output -json | cdktf-ory-api-keys inventory", or name a file');
  }
  const what = file === undefined ? 'the input' : quote(file);
  const source: ByteSource = file === undefined ? io.stdin : createReadStream(file);
  try {
    return readJson(await readText(source, what), what);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CommandError(`${what} cannot be read (${code}); expected a file that "terraform output -json" wrote`);
  }
}

async function savePicture(path: string, report: Report, io: CommandIo): Promise<void> {
  try {
    await io.writeFile(path, timelineSvg(report), true);
  } catch (error) {
    throw new CommandError(`${quote(path)} cannot be written (${(error as NodeJS.ErrnoException).code}); choose another --svg`);
  }
}

function warnOfExpired({ keys }: Report, io: CommandIo): void {
  const expired = keys.filter(({ state }) => state === 'expired');
  for (const key of expired) {
    io.stderr.write(`warning: API key "${printable(titleOf(key.entry))}" (${printable(key.entry.path)}) ${leftOf(key)}: the API refuses it\n`);
  }
}

function inMarkdown(report: Report): string {
  const rows = report.keys.map((key) => cellsOf(key).map(markdown));
  // What needs a hand stands out.
  const urgent = rows.map((row, index) => (report.keys[index].state === 'expired' ? [row[0], `**${row[1]}**`, ...row.slice(2)] : row));
  return `${summaryOf(report)}\n${urgent.length > 0 ? `\n${markdownTable(HEADER, urgent)}` : ''}`;
}

function inText(report: Report): string {
  const rows = report.keys.map((key) => cellsOf(key).map(printable));
  return `${summaryOf(report)}\n${rows.length > 0 ? `\n${textTable(HEADER, rows)}` : ''}`;
}

function cellsOf(key: ReportedKey): string[] {
  const { entry } = key;
  return [
    entry.expiresAt === undefined ? NOTHING : formatInstant(entry.expiresAt),
    leftOf(key),
    titleOf(entry),
    entry.kind,
    entry.imported ? 'yes' : 'no',
    entry.generation === undefined ? NOTHING : String(entry.generation),
    entry.id ?? NOTHING,
    entry.owner ?? NOTHING,
    entry.path,
  ];
}
