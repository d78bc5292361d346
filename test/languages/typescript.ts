import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { outputOf } from '../../scripts/packages/build';
import { installedVersion, listFiles, ROOT, run } from '../../scripts/tools';
import { Adapter } from './adapter';

const TS_NODE = path.join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js');

export const typescript: Adapter = {
  name: 'typescript',
  package: 'js',
  tools: [['npm', '--version']],

  async install(flavour: Flavour, dir: string): Promise<void> {
    const manifest = path.join(dir, 'package.json');
    const app = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, 'utf8')) : { name: 'app', private: true };
    const tarball = listFiles(outputOf(flavour, 'js')).find((name) => name.endsWith('.tgz'))!;
    app.dependencies = {
      [flavour.core.npm]: installedVersion(flavour.core.npm),
      constructs: installedVersion('constructs'),
      ...app.dependencies,
      [flavour.npm]: `file:${path.join(outputOf(flavour, 'js'), tarball)}`,
    };
    fs.writeFileSync(manifest, JSON.stringify(app, null, 2));
    // The tarball keeps its version from build to build: npm would take what is locked, or what is there, for the same.
    for (const stale of ['package-lock.json', 'node_modules/.package-lock.json', `node_modules/${flavour.npm}`]) {
      fs.rmSync(path.join(dir, stale), { recursive: true, force: true });
    }
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: dir });
  },

  environment: () => ({ PATH: `${path.join(ROOT, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` }),

  async conformance(dir: string) {
    return { command: process.execPath, args: [TS_NODE, '--transpile-only', '--project', path.join(ROOT, 'tsconfig.dev.json'), path.join(dir, 'main.ts')] };
  },
};
