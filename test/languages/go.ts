import * as path from 'node:path';
import { CDKTF, Flavour } from '../../scripts/flavour/flavours';
import { outputOf } from '../../scripts/packages/build';
import { goReplacements } from '../../scripts/packages/peers';
import { run } from '../../scripts/tools';
import { Adapter } from './adapter';

export const go: Adapter = {
  name: 'go',
  package: 'go',
  tools: [['go', 'version']],

  async install(flavour: Flavour, dir: string): Promise<void> {
    const replacements = [
      { module: `${flavour.goModule}/${flavour.goPackage}`, dir: path.join(outputOf(flavour, 'go'), flavour.goPackage) },
      ...goReplacements(),
    ];
    await run('go', ['mod', 'edit', ...replacements.map(({ module, dir: target }) => `-replace=${module}=${target}`)], { cwd: dir });
    // What is committed is complete for the first flavour, and must stay so; the other needs one module more and one less.
    if (flavour !== CDKTF) {
      await run('go', ['mod', 'tidy'], { cwd: dir });
    }
    await run('go', ['build', '-mod=readonly', '-o', path.join(dir, '.build', 'app'), '.'], { cwd: dir });
  },

  environment: () => ({}),

  async conformance(dir: string) {
    return { command: path.join(dir, '.build', 'app'), args: [] };
  },
};
