import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What the lock file wants beside the repository itself; one of them on another platform alone. */
const WANTED = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
};

let root: string;

/** A repository with a program of its own, and an npm that only notes that it was called. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  for (const folder of ['bin', 'scripts', 'node_modules/ts-node/register']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  cpSync(join(__dirname, '..', '..', 'scripts', 'run.mjs'), join(root, 'scripts', 'run.mjs'));
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { name: 'app' }, ...WANTED } }));
  writeFileSync(join(root, 'node_modules', 'ts-node', 'register', 'transpile-only.js'), '');
  writeFileSync(join(root, 'program.js'), 'console.log(process.argv.slice(2).join()); process.exitCode = 7;');
  writeFileSync(join(root, 'bin', 'npm'), `#!/bin/sh\necho "$@" > '${join(root, 'npm-called')}'\n`);
  chmodSync(join(root, 'bin', 'npm'), 0o755);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function installed(packages: object): void {
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

function run(): { readonly status: number | null; readonly stdout: string; readonly installs: boolean } {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), 'program.js', 'one', 'two'], {
    encoding: 'utf8', env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` },
  });
  return { status, stdout, installs: existsSync(join(root, 'npm-called')) };
}

test('what npm has installed by hand is not installed again', () => {
  // GIVEN
  installed(WANTED);

  // THEN
  expect(run()).toEqual({ status: 7, stdout: 'one,two\n', installs: false });
});

test('what is for another platform need not be there', () => {
  installed({ 'node_modules/a': WANTED['node_modules/a'] });
  expect(run().installs).toBe(false);
});

test.each<[string, object]>([
  ['another version is there', { ...WANTED, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
  ['another content is there', { ...WANTED, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
  ['a package is missing', { 'node_modules/b': WANTED['node_modules/b'] }],
  ['a package is there that is not wanted any more', { ...WANTED, 'node_modules/c': { version: '1.0.0', integrity: 'sha512-c' } }],
])('packages are installed where %s', (_case, packages) => {
  // GIVEN
  installed(packages);

  // THEN
  expect(run()).toEqual({ status: 7, stdout: 'installing the packages of the lock file (npm ci)\none,two\n', installs: true });
});

test('packages are installed on a fresh machine', () => {
  expect(run().installs).toBe(true);
});
