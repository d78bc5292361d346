import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TOTAL } from './budget';

/** Prints how many cases were run, as counted one by one, and fails a whole run of too few. */
export default async function tearDown(config: { readonly testPathPattern?: string; readonly testNamePattern?: string }): Promise<void> {
  const folder = process.env.FUZZ_COUNTS!;
  const files = readdirSync(folder).sort();
  const counts = files.map((file) => Number(readFileSync(join(folder, file), 'utf8')));
  rmSync(folder, { recursive: true });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const parts = files.map((file, index) => `${file} ${counts[index].toLocaleString('en')}`);
  process.stderr.write(`\nhostile input: ${total.toLocaleString('en')} cases (${parts.join(', ')})\n`);
  if (!config.testPathPattern && !config.testNamePattern && total < TOTAL) {
    throw new Error(`only ${total} cases of hostile input were run; expected ${TOTAL} or more`);
  }
}
