/** Installs the two example apps below `.work/sinks` as a user would, and synthesizes them. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CDKTF } from '../../scripts/flavour/flavours';
import { outputOf } from '../../scripts/packages/build';
import { pipInstall, virtualEnvironment } from '../../scripts/python';
import { digest, listFiles, ROOT, run, stamped, timed, WORK } from '../../scripts/tools';
import { synthesize } from '../languages/apps';

const SINKS = path.join(WORK, 'sinks');
const LEFT_OUT = /(^|\/)(node_modules|cdktf\.out|\.venv|__pycache__)\//;

/** The binding's packages, as npm and pip name them. */
export const BINDINGS = ['aws', 'kubernetes', 'vault'] as const;

export const appOf = (language: 'typescript' | 'python') => path.join(SINKS, language);

function copy(language: 'typescript' | 'python'): string {
  const source = path.join(ROOT, 'examples', 'sinks', language);
  const target = appOf(language);
  for (const name of listFiles(source).filter((found) => !LEFT_OUT.test(found))) {
    fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    fs.copyFileSync(path.join(source, name), path.join(target, name));
  }
  return target;
}

function packageIn(dir: string, suffix: string): string {
  const name = listFiles(dir).find((found) => found.endsWith(suffix));
  if (name === undefined) {
    throw new Error(`no ${suffix} in ${path.relative(ROOT, dir)}`);
  }
  return path.join(dir, name);
}

/** The stack that an app synthesized. */
async function stackOf(dir: string, env: Record<string, string>): Promise<string> {
  const outdir = await synthesize(dir, env, {});
  return fs.readFileSync(path.join(outdir, 'stacks', 'sinks', 'cdk.tf.json'), 'utf8');
}

/** Installs by the lock file, the library from its tarball, and gives the synthesized stack. */
export async function synthesizeTypeScript(): Promise<string> {
  const dir = copy('typescript');
  const modules = path.join(dir, 'node_modules');
  await timed('npm ci', () => stamped(modules, digest({ path: path.join(dir, 'package-lock.json') }), async () => {
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: dir });
  }));
  const library = path.join(modules, CDKTF.npm);
  fs.rmSync(library, { recursive: true, force: true });
  fs.mkdirSync(library);
  await run('tar', ['-xzf', packageIn(outputOf(CDKTF, 'js'), '.tgz'), '-C', library, '--strip-components=1']);
  return timed('synth, TypeScript', () => stackOf(dir, {}));
}

/** Installs the pinned requirements, the library from its wheel, and gives the synthesized stack. */
export async function synthesizePython(): Promise<string> {
  const dir = copy('python');
  const venv = path.join(dir, '.venv');
  const bin = path.join(venv, 'bin');
  const wheel = packageIn(outputOf(CDKTF, 'python'), '.whl');
  const requirements = path.join(dir, 'requirements.txt');
  // The wheel is installed by its file: its version may stay the same from build to build.
  const others = fs.readFileSync(requirements, 'utf8').split('\n').filter((line) => !line.startsWith(`${CDKTF.pythonDist}==`));
  fs.writeFileSync(path.join(dir, 'others.txt'), others.join('\n'));
  await timed('pip install', async () => {
    await virtualEnvironment(venv, digest({ path: requirements }), ['--requirement', path.join(dir, 'others.txt')]);
    await pipInstall(venv, ['--no-deps', '--force-reinstall', wheel]);
  });
  return timed('synth, Python', () => stackOf(dir, {
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    VIRTUAL_ENV: venv,
    PYTHONPATH: path.join(__dirname, 'light'),
    JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(SINKS, 'jsii-cache'),
  }));
}
