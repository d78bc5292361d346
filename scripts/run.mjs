// Runs a TypeScript program of this repository, after installing what the lock file names: all that a fresh machine needs is Node.
//
//   node scripts/run.mjs <file.ts> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LEAST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  console.error(`Node ${LEAST_NODE.join('.')} or later is needed; this is ${process.versions.node}. Nothing was run.`);
  process.exit(1);
}

/** Whether npm's own note of what it installed says what the lock file says. What is optional may be for another platform. */
function isInstalled() {
  try {
    const packagesOf = (...path) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')).packages;
    const wanted = { ...packagesOf('package-lock.json'), '': undefined };
    const there = packagesOf('node_modules', '.package-lock.json');
    const same = (path) => wanted[path]?.version === there[path]?.version && wanted[path]?.integrity === there[path]?.integrity;
    return Object.keys(there).every(same) && Object.keys(wanted).every((path) => wanted[path]?.optional || same(path));
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  console.log('installing the packages of the lock file (npm ci)');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    console.error('npm ci failed; see above. Nothing else was run.');
    process.exit(npm.status ?? 1);
  }
}

const [file, ...rest] = process.argv.slice(2);
const program = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', join(ROOT, file), ...rest], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'),
    CHECKPOINT_DISABLE: '1',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  },
});
// The program decides what a signal ends; this one only outlives it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => program.kill(signal));
}
program.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
