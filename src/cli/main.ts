#!/usr/bin/env node
import { processIo } from './io';
import { run } from './run';

// Whoever reads the output may leave early, as `head` does; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => process.exit());
}

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
