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

function argumentsOf(index: number): { name: string; expiresAt: string } {
  const minute = String(index % 60).padStart(2, '0');
  return { name: `key ${index}`, expiresAt: `2095-12-${String(1 + index % 28).padStart(2, '0')}T23:${minute}:00Z` };
}

/** What each kind puts into the stack. */
const KINDS: Record<string, (lib: typeof library, stack: TerraformStack, keys: number) => void> = {
  raw: each((lib, stack, index) => new lib.ory.ProjectApiKey(stack, `k${index}`, argumentsOf(index))),
  l2: each((lib, stack, index) => new lib.ProjectApiKey(stack, `k${index}`, argumentsOf(index))),
  adopted: each((lib, stack, index) => lib.ProjectApiKey.importExisting(stack, `k${index}`, { ...argumentsOf(index), keyId: keyId(index) })),
  'import-from': each((lib, stack, index) => new lib.ory.ProjectApiKey(stack, `k${index}`, argumentsOf(index)).importFrom(`${PROJECT}/${keyId(index)}`)),
  rotating: each((lib, stack, index) => new lib.RotatingProjectApiKey(stack, `k${index}`, {
    name: `key ${index}`, schedule: lib.RotationSchedule.every(30, { startingAt: '2095-01-01T00:00:00Z' }),
  })),
  set: (lib, stack, keys) => {
    const entries = Array.from({ length: keys }, (_, index) => [`e${index}`, argumentsOf(index)]);
    new lib.ProjectApiKeySet(stack, 'set', { keys: Object.fromEntries(entries) });
  },
};

function each(make: (lib: typeof library, stack: TerraformStack, index: number) => void) {
  return (lib: typeof library, stack: TerraformStack, keys: number) => {
    for (let index = 0; index < keys; index += 1) {
      make(lib, stack, index);
    }
  };
}

function main([libFolder, kind, keys, folder]: string[]): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const lib = require(libFolder) as typeof library;
  const outdir = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ory-benchmark-synth-'));
  const processes = countProcesses();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  new lib.ory.OryProvider(stack, 'ory', folder ? {} : { projectId: PROJECT });
  KINDS[kind](lib, stack, Number(keys));
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
