import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A file of the repository, by its path from the root. */
export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
