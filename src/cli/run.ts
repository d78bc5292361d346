import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../private/input/secrets';
import { ADOPT } from './adopt/adopt';
import { Command } from './arguments';
import { CHECK_PLAN } from './check-plan/check-plan';
import { CommandError, UsageError } from './failure';
import { INVENTORY } from './inventory/inventory';
import { CommandIo, maskedIo } from './io';
import { printable } from './safe-text';

const COMMANDS = new Map<string, Command>([['adopt', ADOPT], ['inventory', INVENTORY], ['check-plan', CHECK_PLAN]]);

const HELP = ['--help', '-h'];

/** Runs the command that the arguments name, and gives the exit code: 0 done, 1 failed, 2 wrong command line. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const safe = maskedIo(io, io.env.ORY_WORKSPACE_API_KEY);
  try {
    await dispatch(argv, safe);
    return 0;
  } catch (error) {
    const known = error instanceof CommandError;
    safe.stderr.write(`error: ${known ? error.message : `unexpected failure: ${printable(String(error))}`}\n`);
    return known ? error.exitCode : 1;
  }
}

async function dispatch([name, ...args]: readonly string[], io: CommandIo): Promise<void> {
  if (name === undefined) {
    throw new UsageError(`no command was given; expected ${[...COMMANDS.keys()].join(' or ')}, or --help`);
  }
  if (HELP.includes(name)) {
    io.stdout.write(overview());
    return;
  }
  if (name === '--version') {
    io.stdout.write(`${version()}\n`);
    return;
  }
  const command = COMMANDS.get(name);
  if (!command) {
    throw new UsageError(`there is no command ${quote(name)}; expected ${[...COMMANDS.keys()].join(' or ')}, or --help`);
  }
  const end = args.indexOf('--');
  if (args.slice(0, end < 0 ? args.length : end).some((arg) => HELP.includes(arg))) {
    io.stdout.write(command.help);
    return;
  }
  await command.run(args, io);
}

function overview(): string {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  return [
    'Adopt the API keys of Ory Network into CDKTF code, and see what expires when.',
    '',
    'usage: cdktf-ory-api-keys COMMAND [options]',
    '',
    ...[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'COMMAND --help shows its options; --version shows the version of the package.',
    'Exit codes: 0 done, 1 failed, 2 wrong command line.',
    '',
  ].join('\n');
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
