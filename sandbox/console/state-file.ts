import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SandboxKey } from './keys';

/** What is kept between two runs of the sandbox. */
export interface SandboxState {
  readonly workspaceId: string;
  readonly projectIds: readonly string[];
  readonly creatorId: string;
  readonly keys: readonly SandboxKey[];
}

/** The state in the file, or undefined where there is no such file. Throws when it holds something else. */
export function readState(file: string): SandboxState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  const state = parse(text);
  if (!state) {
    throw new Error(`${file} is no state of a sandbox; remove it, or name another file`);
  }
  return state;
}

/**
 * Replaces the file in one step, so that a reader or a killed process never meets half a state. The values of the keys are in
 * it, hence it is readable by its owner alone.
 */
export function writeState(file: string, state: SandboxState): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.tmp`;
  writeFileSync(next, JSON.stringify(state, undefined, 1), { mode: 0o600 });
  renameSync(next, file);
}

function parse(text: string): SandboxState | undefined {
  try {
    const state = JSON.parse(text) as Partial<SandboxState> | null;
    const complete = typeof state?.workspaceId === 'string' && typeof state.creatorId === 'string'
      && Array.isArray(state.projectIds) && state.projectIds.length > 0 && Array.isArray(state.keys);
    return complete ? state as SandboxState : undefined;
  } catch {
    return undefined;
  }
}
