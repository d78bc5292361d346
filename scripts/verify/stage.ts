import * as fs from 'node:fs';
import * as path from 'node:path';
import { startProcess } from '../../sandbox/toolchain/process';
import { Counts } from '../tally';
import { isInstalled, ROOT, terraformProgram, WORK } from '../tools';

const LOGS = path.join(WORK, 'verify');

/** How a stage is counted: by jest's report, by the closing line of the program, or as one check that its exit code decides. */
export type Counting = 'jest' | 'closing-line' | 'exit-code' | 'go-test';

/** One part of the whole test run. */
export interface Stage {
  readonly name: string;
  readonly counting: Counting;
  readonly command: readonly string[];
  /** Folder to run in, relative to the root. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Programs that must be installed, `terraform` for the one that the sandbox takes; without one the stage is skipped, which CI counts as failed. */
  readonly needs?: readonly string[];
}

/** A stage that ran, or could not. */
export interface Outcome extends Counts {
  readonly stage: Stage;
  readonly seconds: number;
  readonly log: string;
  readonly missing?: string;
}

/** Runs a stage; what it prints goes to a file of its own below `.work/verify`. */
export async function runStage(stage: Stage): Promise<Outcome> {
  fs.mkdirSync(LOGS, { recursive: true });
  const log = path.join(LOGS, `${stage.name.replace(/\W+/g, '-')}.log`);
  const needs = await Promise.all((stage.needs ?? []).map((program) => (program === 'terraform' ? terraformProgram() : program)));
  const missing = needs.find((program) => !isInstalled(program));
  if (missing) {
    fs.writeFileSync(log, `not run: ${missing} is missing\n`);
    return { stage, seconds: 0, log, missing, ...(process.env.CI ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 }) };
  }
  const report = path.join(LOGS, `${stage.name.replace(/\W+/g, '-')}.json`);
  fs.rmSync(report, { force: true });
  const command = stage.counting === 'jest' ? [...stage.command, '--json', `--outputFile=${report}`] : stage.command;
  const start = Date.now();
  const exitCode = await execute(command, path.join(ROOT, stage.cwd ?? '.'), log, stage.env);
  const counts = count(stage.counting, exitCode, fs.readFileSync(log, 'utf8'), report);
  // A runner that failed as a whole, but counted no failure, must not pass.
  const failed = exitCode !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { stage, seconds: (Date.now() - start) / 1000, log, ...counts, failed };
}

/** Writes what is printed as it comes, so that the log of a stage that hangs tells where. */
async function execute([program, ...rest]: readonly string[], cwd: string, log: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
  const out = fs.openSync(log, 'w');
  try {
    const { child, done } = startProcess(program, rest, { cwd, env: { ...process.env, ...env } });
    [child.stdout, child.stderr].forEach((stream) => stream?.on('data', (text: Buffer) => fs.writeSync(out, text)));
    return (await done).exitCode;
  } catch (error) {
    fs.writeSync(out, `${(error as Error).message}\n`);
    return 127;
  } finally {
    fs.closeSync(out);
  }
}

function count(counting: Counting, exitCode: number, text: string, report: string): Counts {
  if (counting === 'jest') {
    return countJest(report);
  }
  if (counting === 'closing-line') {
    const line = [...text.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].pop();
    return line ? { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3] ?? 0) } : { passed: 0, failed: 1, skipped: 0 };
  }
  if (counting === 'go-test') {
    const of = (word: string) => [...text.matchAll(new RegExp(`^\\s*--- ${word}:`, 'gm'))].length;
    return { passed: of('PASS'), failed: of('FAIL'), skipped: of('SKIP') };
  }
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function countJest(report: string): Counts {
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const result = JSON.parse(fs.readFileSync(report, 'utf8')) as {
    numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; numRuntimeErrorTestSuites: number;
  };
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
