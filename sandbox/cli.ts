import { Command } from '../src/cli/arguments';
import { CommandError } from '../src/cli/failure';
import { processIo } from '../src/cli/io';
import { Program, runProgram } from '../src/cli/program';
import { clearFaults, fault, log } from './commands/faults';
import { PROGRAM } from './commands/help';
import { list, seed } from './commands/keys';
import { start } from './commands/start';

const COMMANDS = { start, seed, list, fault, 'clear-faults': clearFaults, log };

const SANDBOX: Program = {
  name: PROGRAM,
  summary: 'A loopback Ory Console to try Terraform against, with no Ory account.',
  commands: new Map(Object.entries(COMMANDS).map(([name, command]) => [name, plain(command)])),
  notes: ['sandbox/README.md goes through an example.'],
};

/** Tells every failure as it is: what fails here is a port, a file, Go, and the message says so. */
function plain(command: Command): Command {
  return {
    ...command,
    run: async (args, io) => command.run(args, io).catch((error: Error) => {
      throw error instanceof CommandError ? error : new CommandError(error.message, { cause: error });
    }),
  };
}

void runProgram(SANDBOX, process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
