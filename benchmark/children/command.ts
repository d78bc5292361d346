/** One run of the command in a new process: `node command.js <lib> <argument>...`. Prints the sample, the start of Node.js included. */
import * as path from 'node:path';

async function main([lib, ...args]: string[]): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { run } = require(path.join(lib, 'cli', 'run.js')) as typeof import('../../src/cli/run');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { processIo } = require(path.join(lib, 'cli', 'io.js')) as typeof import('../../src/cli/io');
  let written = 0;
  const code = await run(args, { ...processIo(), stdout: { write: (text) => { written += text.length; } } });
  if (code !== 0 || written === 0) {
    throw new Error(`the command ended with ${code}`);
  }
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ ms: performance.now(), cpuMs: (user + system) / 1000, memoryMb: process.resourceUsage().maxRSS / 1024 }));
}

void main(process.argv.slice(2));
