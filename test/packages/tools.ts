import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { digest, run, stamped, WORK } from '../../scripts/tools';

/** The folder of a flavour in which what this folder's lock file names is installed: compilers, runners, bundlers, and the core. */
export async function consumerTools(flavour: Flavour): Promise<string> {
  const dir = path.join(WORK, 'consumers', flavour.name);
  await stamped(dir, digest({ path: path.join(__dirname, 'package-lock.json') }), async () => {
    ['package.json', 'package-lock.json'].forEach((name) => fs.copyFileSync(path.join(__dirname, name), path.join(dir, name)));
    await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: dir });
  });
  return dir;
}
