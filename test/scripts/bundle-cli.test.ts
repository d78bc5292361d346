import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommand } from '../../scripts/bundle-cli';
import { ROOT, WORK } from '../../scripts/tools';

let folder: string;

beforeEach(() => {
  // Within the repository, so that its packages are found.
  mkdirSync(WORK, { recursive: true });
  folder = mkdtempSync(join(WORK, 'bundle-'));
  const room = join(folder, 'lib', 'cli');
  mkdirSync(join(room, 'adopt'), { recursive: true });
  writeFileSync(join(room, 'main.js'), '#!/usr/bin/env node\nrequire("./adopt/client");\n');
  writeFileSync(join(room, 'main.d.ts'), 'export {};\n');
  writeFileSync(join(room, 'adopt', 'client.js'), 'console.log(typeof require("undici").EnvHttpProxyAgent);\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the command is one file, which runs without any package, beside the licenses of what it holds', () => {
  // WHEN
  bundleCommand(folder);

  // THEN
  const room = join(folder, 'lib', 'cli');
  expect(readdirSync(room).sort()).toEqual(['LICENSES.txt', 'main.js']);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'undici', 'package.json'), 'utf8')) as { version: string };
  expect(readFileSync(join(room, 'LICENSES.txt'), 'utf8')).toMatch(new RegExp(`^main\\.js holds undici ${version}:\n\nMIT License`));
  const elsewhere = mkdtempSync(join(WORK, 'elsewhere-'));
  try {
    writeFileSync(join(elsewhere, 'main.js'), readFileSync(join(room, 'main.js')));
    expect(readFileSync(join(elsewhere, 'main.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(readFileSync(join(elsewhere, 'main.js'), 'utf8')).not.toMatch(/require\("(?:\.|undici)/);
    expect(spawnSync(process.execPath, [join(elsewhere, 'main.js')], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'function\n' });
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

test('what is bundled already stays as it is', () => {
  // GIVEN
  const read = () => ['main.js', 'LICENSES.txt'].map((name) => readFileSync(join(folder, 'lib', 'cli', name), 'utf8'));
  bundleCommand(folder);
  const before = read();

  // WHEN
  bundleCommand(folder);

  // THEN
  expect(read()).toEqual(before);
});
