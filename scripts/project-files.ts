/** Fails when a file that projen writes differs from what `.projenrc.ts` says. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run, runMain } from './tools';

const read = (file: string) => (fs.existsSync(path.join(ROOT, file)) ? fs.readFileSync(path.join(ROOT, file), 'utf8') : '');

async function main(): Promise<void> {
  const { files } = JSON.parse(read('.projen/files.json')) as { files: string[] };
  const before = files.map(read);
  await run(process.execPath, ['-r', 'ts-node/register/transpile-only', '.projenrc.ts'], { env: { PROJEN_DISABLE_POST: '1' } });
  const changed = files.filter((file, index) => read(file) !== before[index]);
  if (changed.length > 0) {
    throw new Error(`${changed.join(', ')} differ from .projenrc.ts; run \`npx projen\` and commit the result`);
  }
  console.log(`${files.length} files are as .projenrc.ts says`);
}

runMain(main);
