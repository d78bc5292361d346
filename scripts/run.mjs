// Runs a TypeScript program of this repository, after installing what the lock file names: all that a fresh machine needs is Node.
//
//   node scripts/run.mjs <file.ts> [arguments]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LEAST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  console.error(`Node ${LEAST_NODE.join('.')} or later is needed; this is ${process.versions.node}. Nothing was run.`);
  process.exit(1);
}

const lock = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
const stamp = join(ROOT, 'node_modules', '.installed-from');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('installing the packages of the lock file (npm ci)');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    console.error('npm ci failed; see above. Nothing else was run.');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const [file, ...rest] = process.argv.slice(2);
const program = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', join(ROOT, file), ...rest], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'),
    CHECKPOINT_DISABLE: '1',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  },
});
process.exit(program.status ?? 1);
