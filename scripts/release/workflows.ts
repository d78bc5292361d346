/**
 * Lints the workflow files, the examples' as well, with actionlint and zizmor, at the versions that `.github/tools` pins.
 *
 *     node scripts/run.mjs scripts/release/workflows.ts
 */
import * as path from 'node:path';
import { Tally } from '../tally';
import { virtualEnvironment } from '../python';
import { digest, isInstalled, listFiles, ROOT, run, runMain, RunResult, WORK } from '../tools';

const TOOLS = path.join(ROOT, '.github', 'tools');
const SETTINGS = path.join('.github', 'zizmor.yml');
const REQUIREMENTS = path.join(TOOLS, 'requirements.txt');

/** Each file by its name: the linters look for none outside of `.github`. */
const filesIn = (folder: string): string[] => listFiles(path.join(ROOT, folder)).map((file) => path.join(ROOT, folder, file));
const OWN = filesIn('.github/workflows');
const EXAMPLES = filesIn('examples/workflows/github');

/** The programs that actionlint calls where they are installed are left out: it must say the same everywhere. */
function actionlint(): Promise<RunResult> {
  return run('go', ['tool', 'actionlint', '-shellcheck=', '-pyflakes=', '-no-color', ...OWN, ...EXAMPLES], { cwd: TOOLS, allowFailure: true });
}

async function zizmor(): Promise<RunResult> {
  const venv = path.join(WORK, 'tools', 'zizmor');
  await virtualEnvironment(venv, digest({ path: REQUIREMENTS }), ['--requirement', REQUIREMENTS]);
  const quiet = ['--offline', '--no-progress', '--color=never', '--strict-collection', '--config', SETTINGS];
  return run(path.join(venv, 'bin', 'zizmor'), [...quiet, '.github', ...EXAMPLES], { allowFailure: true });
}

async function main(): Promise<void> {
  const tally = new Tally();
  const linters = [{ name: 'actionlint', needs: 'go', lint: actionlint }, { name: 'zizmor', needs: 'python3', lint: zizmor }];
  for (const { name, needs, lint } of linters) {
    if (!isInstalled(needs)) {
      tally.missing(needs, `the workflow files by ${name}`);
      continue;
    }
    const { code, stdout, stderr } = await lint();
    tally.check(`the workflow files please ${name}`, code === 0 ? [] : [`${stdout}${stderr}`.trim()]);
  }
  tally.finish();
}

runMain(main);
