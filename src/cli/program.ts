import { quote } from '../private/input/secrets';
import { Command, listed } from './arguments';
import { CommandError, UsageError } from './failure';
import { CommandIo } from './io';
import { printable } from './safe-text';

/** A program that does one of several things, each a command with options of its own. */
export interface Program {
  /** How it is called, as usage lines show it. */
  readonly name: string;
  /** What it is for, in one line. */
  readonly summary: string;
  readonly commands: ReadonlyMap<string, Command>;
  /** What stands at the end of its help. */
  readonly notes: readonly string[];
  /** What `--version` shows. @default - there is no such option */
  version?(): string;
}

const HELP = ['--help', '-h'];

/** Runs the command that the arguments name, and gives the exit code of the process. */
export async function runProgram(program: Program, argv: readonly string[], io: CommandIo): Promise<number> {
  const code = await attempt(() => dispatch(program, argv, io), io);
  // What was written may have got lost although nothing has failed so far.
  const lost = await attempt(() => io.flush(), io);
  return lost === 0 ? code : lost;
}

async function attempt(work: () => Promise<void>, io: CommandIo): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    const known = error instanceof CommandError;
    io.stderr.write(`error: ${known ? error.message : `unexpected failure: ${printable(String(error))}`}\n`);
    return known ? error.exitCode : 1;
  }
}

async function dispatch(program: Program, [name, ...args]: readonly string[], io: CommandIo): Promise<void> {
  const expected = `expected ${listed([...program.commands.keys()])}, or --help`;
  if (name === undefined) {
    throw new UsageError(`no command was given; ${expected}`);
  }
  if (HELP.includes(name)) {
    io.stdout.write(overviewOf(program));
    return;
  }
  if (name === '--version' && program.version) {
    io.stdout.write(`${program.version()}\n`);
    return;
  }
  const command = program.commands.get(name);
  if (!command) {
    throw new UsageError(`there is no command ${quote(name)}; ${expected}`);
  }
  const end = args.indexOf('--');
  if (args.slice(0, end < 0 ? args.length : end).some((arg) => HELP.includes(arg))) {
    io.stdout.write(command.help);
    return;
  }
  await command.run(args, io);
}

function overviewOf({ name: program, summary: purpose, commands, notes, version }: Program): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  return [
    purpose,
    '',
    `usage: ${program} COMMAND [options]`,
    '',
    ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `COMMAND --help shows its options${version ? '; --version shows the version of the package' : ''}.`,
    ...notes,
    '',
  ].join('\n');
}
