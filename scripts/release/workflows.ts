/**
 * Lints the workflow files with actionlint and zizmor, at the versions that `.github/tools` pins.
 *
 *     node scripts/run.mjs scripts/release/workflows.ts
 */
import * as path from 'node:path';
import { Tally } from '../tally';
import { digest, isInstalled, ROOT, run, runMain, RunResult, stamped, WORK } from '../tools';

const TOOLS = path.join(ROOT, '.github', 'tools');
const REQUIREMENTS = path.join(TOOLS, 'requirements.txt');

/** The programs that actionlint calls where they are installed are left out: it must say the same everywhere. */
function actionlint(): Promise<RunResult> {
  return run('go', ['tool', 'actionlint', '-shellcheck=', '-pyflakes=', '-no-color'], { cwd: TOOLS, allowFailure: true });
}

async function zizmor(): Promise<RunResult> {
  const venv = path.join(WORK, 'tools', 'zizmor');
  await stamped(venv, digest({ path: REQUIREMENTS }), async () => {
    await run('python3', ['-m', 'venv', venv]);
    await run(path.join(venv, 'bin', 'pip'), ['install', '--quiet', '--requirement', REQUIREMENTS]);
  });
  return run(path.join(venv, 'bin', 'zizmor'), ['--offline', '--no-progress', '--color=never', '--strict-collection', '.github'], { allowFailure: true });
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
