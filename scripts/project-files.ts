/** Fails when a file that projen writes differs from what `.projenrc.ts` says. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './tools';

const { files } = JSON.parse(fs.readFileSync(path.join(ROOT, '.projen', 'files.json'), 'utf8')) as { files: string[] };
const read = (file: string) => (fs.existsSync(path.join(ROOT, file)) ? fs.readFileSync(path.join(ROOT, file), 'utf8') : '');

const before = new Map(files.map((file) => [file, read(file)]));
const result = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '.projenrc.ts'], {
  cwd: ROOT, encoding: 'utf8', env: { ...process.env, PROJEN_DISABLE_POST: '1' },
});
const changed = files.filter((file) => read(file) !== before.get(file));
if (result.status !== 0 || changed.length > 0) {
  console.error(result.status !== 0 ? result.stderr : `${changed.join(', ')} differ from .projenrc.ts; run \`npx projen\` and commit the result`);
  process.exitCode = 1;
} else {
  console.log(`${files.length} files are as .projenrc.ts says`);
}
