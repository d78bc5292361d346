import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository, by its path from the root. */
export function textOf(file: string): string {
  return readFileSync(join(__dirname, '..', '..', file), 'utf8');
}
