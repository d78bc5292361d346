/** Virtual environments of Python. */
import * as path from 'node:path';
import { makeOnce } from '../sandbox/toolchain/work-dir';
import { run, stamped, WORK } from './tools';

/** One pip fills all environments: to give each its own takes longer than to fill it. */
async function pip(args: readonly string[]): Promise<void> {
  const dir = path.join(WORK, 'tools', 'pip');
  await makeOnce(dir, async (unfinished) => void await run('python3', ['-m', 'venv', unfinished]));
  await run(path.join(dir, 'bin', 'python'), ['-m', 'pip', '--disable-pip-version-check', ...args]);
}

/** Installs into an environment; what is never imported is never compiled. */
export async function pipInstall(venv: string, args: readonly string[]): Promise<void> {
  await pip(['--python', path.join(venv, 'bin', 'python'), 'install', '--quiet', '--no-compile', ...args]);
}

/** Makes an environment once for each key, and installs into it. */
export async function virtualEnvironment(venv: string, key: string, args: readonly string[]): Promise<void> {
  await stamped(venv, key, async () => {
    await run('python3', ['-m', 'venv', '--without-pip', venv]);
    await pipInstall(venv, args);
  });
}
