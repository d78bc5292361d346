import { Command, instant, oneOf, parse, wholeNumber } from '../arguments';
import { FindingsError } from '../failure';
import { CommandIo } from '../io';
import { printable } from '../safe-text';
import { readSources } from '../source';
import { readInventory } from './entries';
import { FORMATS, WRITERS } from './formats';
import { OUTPUTS } from './outputs';
import { endingWithin, leftOf, Report, reportOf, titleOf } from './report';

const HELP = `Show which API keys of one or several stacks expire when, from the outputs of their ApiKeyInventory.

usage: terraform output -json | cdktf-ory-api-keys inventory [options]
       cdktf-ory-api-keys inventory FILE... [options]

Reads what "terraform output -json" prints in the folder of a stack, and the file of all stacks that "cdktf deploy
--outputs-file FILE" writes; several files make one inventory. The soonest expiry comes first, keys without one
last. Expired keys are warned of on stderr. Markdown has the table and a chart that GitHub and GitLab draw.

The outputs are as old as the last apply: keys that were made, replaced or revoked since are not seen, and nothing
in the outputs tells how old they are. Take them right after an apply.

  --output NAME       name of the inventory's output (default: ory_api_keys)
  --format FORMAT     markdown, table or json (default: markdown)
  --fail-within DAYS  exit code 3 when a key expires within so many days, or has expired; a rotating key's previous
                      generation aside, since its clients have the next one
  --now INSTANT       the time to count from, RFC 3339 (default: the clock)
`;

/** More is no period of anything that expires: a hundred years. */
const MOST_DAYS = 36_500;

/** The command `inventory`. */
export const INVENTORY: Command = {
  summary: 'show which API keys of one or several stacks expire when',
  help: HELP,
  run: async (args, io) => {
    const { values, positionals } = parse(args, {
      'output': { type: 'string', default: 'ory_api_keys' },
      'format': { type: 'string', default: 'markdown' },
      'fail-within': { type: 'string' },
      'now': { type: 'string' },
    });
    const format = oneOf('--format', values.format, FORMATS);
    const days = wholeNumber('--fail-within', values['fail-within'], MOST_DAYS);
    const now = values.now === undefined ? Math.floor(io.now() / 1000) : instant('--now', values.now);
    const sources = await readSources(positionals, OUTPUTS, io);
    const report = reportOf(sources.flatMap((source) => readInventory(source, values.output, io.env.ORY_WORKSPACE_API_KEY)), now);

    io.stdout.write(WRITERS[format](report));
    warnOfExpired(report, io);
    if (days !== undefined) {
      requireNoneWithin(days, report);
    }
  },
};

function warnOfExpired({ keys }: Report, io: CommandIo): void {
  const expired = keys.filter(({ state }) => state === 'expired');
  io.stderr.write(expired.map((key) => `warning: API key "${printable(titleOf(key.entry))}" (${printable(key.entry.path)}) ${leftOf(key)}: the API refuses it\n`).join(''));
}

function requireNoneWithin(days: number, report: Report): void {
  const { length: count } = endingWithin(report, days);
  if (count > 0) {
    throw new FindingsError(`${count === 1 ? '1 API key expires' : `${count} API keys expire`} within ${days === 1 ? '1 day' : `${days} days`}, or earlier; `
      + 'deploy where a rotation is due, and give the others a later expiry');
  }
}
