/**
 * One synth in one process: `node synth.js <lib> <kind> <keys> [folder]`. Prints the sample. With a folder, the result stays there.
 */
import * as childProcess from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, TerraformStack } from 'cdktf';
import type * as library from '../../src';

const PROJECT = '11111111-1111-4111-8111-111111111111';

/** Counts the processes that are started from here on. */
function countProcesses(): () => number {
  let count = 0;
  const started = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    const original = started[name];
    started[name] = (...args) => {
      count += 1;
      return original(...args);
    };
  }
  return () => count;
}

function keyId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

interface Key {
  readonly name: string;
  readonly expiresAt: string;
}

function keyOf(index: number): Key {
  const minute = String(index % 60).padStart(2, '0');
  return { name: `key ${index}`, expiresAt: `2095-12-${String(1 + index % 28).padStart(2, '0')}T23:${minute}:00Z` };
}

/** What each kind puts into the stack. */
const KINDS: Record<string, (lib: typeof library, stack: TerraformStack, keys: readonly Key[]) => void> = {
  'raw': each((lib, stack, id, key) => new lib.ory.ProjectApiKey(stack, id, key)),
  'l2': each((lib, stack, id, key) => new lib.ProjectApiKey(stack, id, key)),
  'unwatched': each((lib, stack, id, key) => new lib.ProjectApiKey(stack, id, { ...key, expiryWarningDays: 0 })),
  'adopted': each((lib, stack, id, key, index) => lib.ProjectApiKey.importExisting(stack, id, { ...key, keyId: keyId(index) })),
  'import-from': each((lib, stack, id, key, index) => new lib.ory.ProjectApiKey(stack, id, key).importFrom(`${PROJECT}/${keyId(index)}`)),
  'rotating': each((lib, stack, id, { name }) => new lib.RotatingProjectApiKey(stack, id, {
    name, schedule: lib.RotationSchedule.every(30, { startingAt: '2095-01-01T00:00:00Z' }),
  })),
  'listed': (lib, stack, keys) => {
    KINDS.l2(lib, stack, keys);
    new lib.ApiKeyInventory(stack, 'inventory');
  },
  'set': (lib, stack, keys) => new lib.ProjectApiKeySet(stack, 'set', { keys: Object.fromEntries(keys.map((key, index) => [`e${index}`, key])) }),
};

function each(make: (lib: typeof library, stack: TerraformStack, id: string, key: Key, index: number) => void) {
  return (lib: typeof library, stack: TerraformStack, keys: readonly Key[]) => keys.forEach((key, index) => make(lib, stack, `k${index}`, key, index));
}

function main([libFolder, kind, keys, folder]: string[]): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const lib = require(libFolder) as typeof library;
  const outdir = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ory-benchmark-synth-'));
  const inputs = Array.from({ length: Number(keys) }, (_, index) => keyOf(index));
  const processes = countProcesses();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  new lib.ory.OryProvider(stack, 'ory', folder ? {} : { projectId: PROJECT });
  KINDS[kind](lib, stack, inputs);
  app.synth();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const sample = { ms, cpuMs: (user + system) / 1000, memoryMb: process.resourceUsage().maxRSS / 1024, children: processes() };
  if (!folder) {
    fs.rmSync(outdir, { recursive: true });
  }
  console.log(JSON.stringify(sample));
}

main(process.argv.slice(2));
