import { quote } from '../../private/input/secrets';
import { Command, oneOf, parse, requireNoMore, seconds } from '../arguments';
import { CommandError, UsageError } from '../failure';
import { CommandIo } from '../io';
import { printable } from '../safe-text';
import { textTable } from '../text-table';
import { adoptionOf, constructIdOf } from './adoption';
import { codeOf } from './code';
import { fetchListing } from './console-client';
import { LANGUAGES } from './literals';
import { Progress } from './progress';
import { readRemoteKeys, RemoteKey } from './remote-keys';
import { KEY_KINDS, KeyKind, ListingSettings, settingsOf } from './settings';

const LONGEST_TIMEOUT = 3600;

const HELP = `Write code that adopts every API key of a project or workspace.

usage: cdktf-ory-api-keys adopt project [--project UUID] [options]
       cdktf-ory-api-keys adopt workspace [--workspace UUID] [options]

Reads the keys from the Ory Console and writes one function that takes ownership of each: the next apply imports
them, and changes and deletes none. The code goes to stdout, a table of what it adopts to stderr. The same keys
give the same code, in whatever order the Console lists them, and a key keeps its construct id when others come.
Table and code say how the value of a key ends, where the Console knows it, so that you find it in your vault.

The list holds the keys that your stacks made, too: take those out of the code before the apply. A key that two
constructs manage is destroyed when either of them goes.

  --project UUID     the project (default: ORY_PROJECT_ID)
  --workspace UUID   the workspace (default: ORY_WORKSPACE_ID)
  --language NAME    typescript, python, go or java (default: typescript)
  --out FILE         write the code to a file instead; a Java file must be named AdoptKeys.java
  --force            overwrite the file if it exists
  --dry-run          only show the table, on stdout
  --timeout SECONDS  longest silence of the Console (default: 30)

Environment, as for the Ory provider:
  ORY_WORKSPACE_API_KEY  a workspace API key; it is never printed, and no option takes it
  ORY_CONSOLE_API_URL    default: https://api.console.ory.sh; http: is for this machine alone
And HTTPS_PROXY, HTTP_PROXY and NO_PROXY for the way to the Console.
`;

const OPTIONS = {
  language: { type: 'string', default: 'typescript' },
  out: { type: 'string' },
  force: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  timeout: { type: 'string', default: '30' },
} as const;

/** The command `adopt`. */
export const ADOPT: Command = {
  summary: 'write code that adopts every API key of a project or workspace',
  help: HELP,
  run: async ([kindText, ...args], io) => {
    if (kindText === undefined) {
      throw new UsageError('what to adopt is missing; expected "adopt project" or "adopt workspace", or --help');
    }
    await adopt(oneOf('what to adopt', kindText, KEY_KINDS), args, io);
  },
};

async function adopt(kind: KeyKind, args: string[], io: CommandIo): Promise<void> {
  const { values, positionals } = parse(args, { ...OPTIONS, [kind]: { type: 'string' } } as typeof OPTIONS & { [K in KeyKind]: { type: 'string' } });
  requireNoMore(positionals, `name the ${kind} with --${kind}`);
  const language = oneOf('--language', values.language, LANGUAGES);
  const timeout = seconds('--timeout', values.timeout, LONGEST_TIMEOUT);
  const settings = settingsOf(kind, values[kind], io.env);
  const keys = await listKeys(settings, timeout, io);

  const adoption = adoptionOf(kind, settings.ownerId, keys);
  const summary = summaryOf(settings, keys);
  if (values['dry-run']) {
    io.stdout.write(summary);
    return;
  }
  io.stderr.write(summary);
  if (keys.length === 0) {
    return;
  }
  const code = codeOf(language, adoption);
  if (values.out === undefined) {
    io.stdout.write(code);
  } else {
    await save(values.out, code, values.force, io);
  }
}

async function listKeys(settings: ListingSettings, timeout: number, io: CommandIo): Promise<RemoteKey[]> {
  const progress = new Progress(io.stderr);
  try {
    return readRemoteKeys(await fetchListing(settings, { timeout }, progress), `the answer of ${settings.baseUrl}`, settings.bearer);
  } finally {
    progress.end();
  }
}

async function save(path: string, code: string, overwrite: boolean, io: CommandIo): Promise<void> {
  try {
    await io.writeFile(path, code, overwrite);
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException;
    throw new CommandError(reason === 'EEXIST'
      ? `${quote(path)} exists and was not changed; choose another --out, or overwrite it with --force`
      : `${quote(path)} cannot be written (${reason}); choose another --out`);
  }
}

function summaryOf({ kind, ownerId }: ListingSettings, keys: readonly RemoteKey[]): string {
  if (keys.length === 0) {
    return `${kind} ${ownerId} has no API keys: there is nothing to adopt\n`;
  }
  const ends = keys.some(({ lastCharacters }) => lastCharacters !== undefined);
  const rows = keys.map((key) => [
    key.name.trim() === '' ? `"${printable(key.name)}"` : printable(key.name), key.id, ...ends ? [key.lastCharacters ?? '–'] : [], key.expiresAt ?? 'never', constructIdOf(key),
  ]);
  const count = keys.length === 1 ? '1 API key' : `${keys.length} API keys`;
  return `${count} of ${kind} ${ownerId}\n\n${textTable(['Name', 'Key id', ...ends ? ['Ends in'] : [], 'Expires', 'Construct id'], rows)}`;
}
