/** Bundles the compiled library: `ts-node -T -P tsconfig.dev.json scripts/bundle.ts`. */
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './tools';

/**
 * Makes one file of what `lib/index.js` loads, since to find and open sixty small ones is most of what loading the package takes. The
 * peers stay outside, and the other files stay where they are, for the command and for declarations.
 *
 * @param lib the folder that the compiler wrote
 */
export function bundle(lib: string): void {
  const index = path.join(lib, 'index.js');
  buildSync({
    entryPoints: [index], outfile: index, allowOverwrite: true, bundle: true, packages: 'external', keepNames: true, platform: 'node', target: 'node20', logLevel: 'warning',
  });
}

if (require.main === module) {
  bundle(path.join(ROOT, 'lib'));
}
