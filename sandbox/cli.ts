import { clearFaults, fault, log } from './commands/faults';
import { list, seed } from './commands/keys';
import { start } from './commands/start';
import { Command, UsageError } from './commands/usage';

const COMMANDS = new Map<string, Command>([
  ['start', start],
  ['seed', seed],
  ['list', list],
  ['fault', fault],
  ['clear-faults', clearFaults],
  ['log', log],
]);

const HELP_FLAGS = ['--help', '-h'];

function overview(): string {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  return [
    'A loopback Ory Console to try Terraform against, with no Ory account.',
    '',
    'usage: node scripts/run.mjs sandbox/cli.ts COMMAND [options]',
    '',
    ...[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'COMMAND --help shows its options; sandbox/README.md goes through an example.',
  ].join('\n');
}

function help(name: string, command: Command): string {
  return [command.summary, '', `usage: node scripts/run.mjs sandbox/cli.ts ${name} ${command.usage}`, '', ...command.options.map((line) => `  ${line}`)].join('\n');
}

/** Runs the command that the arguments name. Throws a usage error for a wrong command line. */
async function main([name, ...args]: string[]): Promise<void> {
  if (name === undefined || HELP_FLAGS.includes(name)) {
    console.log(overview());
    return;
  }
  const command = COMMANDS.get(name);
  if (!command) {
    throw new UsageError(`there is no command ${JSON.stringify(name)}; --help lists them`);
  }
  if (args.some((arg) => HELP_FLAGS.includes(arg))) {
    console.log(help(name, command));
    return;
  }
  await command.run(args);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
