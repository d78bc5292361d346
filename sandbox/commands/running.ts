import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK_DIR } from '../toolchain/work-dir';

const DIRECTORY = join(WORK_DIR, 'sandbox');
const RUNNING_FILE = join(DIRECTORY, 'running.json');

/** Where `start` keeps its state unless told otherwise. */
export const DEFAULT_STATE_FILE = join(DIRECTORY, 'state.json');

/** Holds the bearer for Terraform while a sandbox runs, so that it need not be printed. */
export const BEARER_FILE = join(DIRECTORY, 'workspace-api-key');

/** What a running sandbox tells the other commands. */
export interface Running {
  readonly url: string;
  readonly stateFile: string;
}

export function noteRunning(running: Running, bearer: string): void {
  mkdirSync(DIRECTORY, { recursive: true });
  // Removed first: an existing file would keep its mode.
  forgetRunning();
  writeFileSync(BEARER_FILE, bearer, { mode: 0o600 });
  writeFileSync(RUNNING_FILE, JSON.stringify(running), { mode: 0o600 });
}

export function forgetRunning(): void {
  rmSync(RUNNING_FILE, { force: true });
  rmSync(BEARER_FILE, { force: true });
}

/** The sandbox that was started last, if it was not stopped; a killed one is still noted. */
export function lastStarted(): Running | undefined {
  try {
    return JSON.parse(readFileSync(RUNNING_FILE, 'utf8')) as Running;
  } catch {
    return undefined;
  }
}
