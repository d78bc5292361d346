import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORK_DIR } from '../toolchain/work-dir';

const DIRECTORY = join(WORK_DIR, 'sandbox');
const LAST_STARTED_FILE = join(DIRECTORY, 'last-started.json');

/** Where `start` keeps its state unless told otherwise. */
export const DEFAULT_STATE_FILE = join(DIRECTORY, 'state.json');

/** What a running sandbox tells the other commands. */
export interface Running {
  readonly url: string;
  readonly stateFile: string;
}

/** Holds the bearer for Terraform while a sandbox runs on that state, so that it need not be printed. */
export function bearerFileOf(stateFile: string): string {
  return `${stateFile}.bearer`;
}

export function noteRunning(running: Running, bearer: string): void {
  writeNew(bearerFileOf(running.stateFile), bearer);
  writeNew(noteFileOf(running.stateFile), JSON.stringify(running));
  writeNew(LAST_STARTED_FILE, JSON.stringify(running));
}

export function forgetRunning({ url, stateFile }: Running): void {
  rmSync(bearerFileOf(stateFile), { force: true });
  rmSync(noteFileOf(stateFile), { force: true });
  if (lastStarted()?.url === url) {
    rmSync(LAST_STARTED_FILE, { force: true });
  }
}

/** The sandbox that was started last, if it was not stopped; a killed one is still noted. */
export function lastStarted(): Running | undefined {
  return readNote(LAST_STARTED_FILE);
}

/** The sandbox that runs on a state; a killed one is still noted. */
export function runningOn(stateFile: string): Running | undefined {
  return readNote(noteFileOf(stateFile));
}

function noteFileOf(stateFile: string): string {
  return `${stateFile}.running`;
}

function readNote(file: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return undefined;
  }
}

/** Removes the file first: an existing one would keep its mode. */
function writeNew(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, content, { mode: 0o600 });
}
