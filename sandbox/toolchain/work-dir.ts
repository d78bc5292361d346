import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the repository. */
export const REPOSITORY = resolve(__dirname, '..', '..');

/** Where built providers and the state of a running sandbox are kept; git ignores it, and it can be removed at any time. */
export const WORK_DIR = join(REPOSITORY, '.work');

/**
 * Has a directory filled unless it exists already. It appears in one step, when it is complete, so several processes may ask for
 * the same at once: who comes second finds the work of the first.
 */
export async function makeOnce(directory: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  if (existsSync(directory)) {
    return;
  }
  mkdirSync(dirname(directory), { recursive: true });
  const unfinished = mkdtempSync(`${directory}.`);
  try {
    await fill(unfinished);
    renameSync(unfinished, directory);
  } catch (error) {
    if (!existsSync(directory)) {
      throw error;
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
