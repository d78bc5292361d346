import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADOPT } from './adopt/adopt';
import { CHECK_PLAN } from './check-plan/check-plan';
import { INVENTORY } from './inventory/inventory';
import { CommandIo, maskedIo } from './io';
import { Program, runProgram } from './program';

const PROGRAM: Program = {
  name: 'cdktf-ory-api-keys',
  summary: 'Look after the API keys of Ory Network: adopt them into CDKTF code, see what expires when, check what a plan does to them.',
  commands: new Map([['adopt', ADOPT], ['inventory', INVENTORY], ['check-plan', CHECK_PLAN]]),
  notes: ['Exit codes: 0 done, 1 failed, 2 wrong command line, 3 a check found something.', 'No value of a key is ever printed.'],
  version,
};

/** Runs the command that the arguments name, and gives the exit code: 0 done, 1 failed, 2 wrong command line, 3 a check found something. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  return runProgram(PROGRAM, argv, maskedIo(io, io.env.ORY_WORKSPACE_API_KEY));
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
