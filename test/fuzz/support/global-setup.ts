import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareProviders } from '../../../sandbox';

/** Builds the stand-in providers once, and makes the folder in which each test file notes how many cases it ran. */
export default async function setUp(): Promise<void> {
  process.env.FUZZ_COUNTS = mkdtempSync(join(tmpdir(), 'ory-api-keys-fuzz-counts-'));
  await prepareProviders();
}
