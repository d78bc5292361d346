import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { outputOf } from '../../scripts/packages/build';
import { virtualEnvironment } from '../../scripts/python';
import { digest } from '../../scripts/tools';
import { Adapter } from './adapter';

const bin = (dir: string) => path.join(dir, '.venv', 'bin');

export const python: Adapter = {
  name: 'python',
  package: 'python',
  tools: [['python3', '-m', 'venv', '--help']],

  async install(flavour: Flavour, dir: string): Promise<void> {
    const packages = outputOf(flavour, 'python');
    const requirements = path.join(dir, 'requirements.txt');
    const venv = path.join(dir, '.venv');
    await virtualEnvironment(venv, digest({ path: packages }, { path: requirements }), ['--find-links', packages, '--requirement', requirements]);
  },

  environment: (dir: string) => ({ VIRTUAL_ENV: path.join(dir, '.venv'), PATH: `${bin(dir)}${path.delimiter}${process.env.PATH}` }),

  async conformance(dir: string) {
    return { command: path.join(bin(dir), 'python'), args: [path.join(dir, 'main.py')] };
  },
};
