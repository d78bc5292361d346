/**
 * Lints the workflow files, the examples' as well, with actionlint and zizmor, GitLab's by GitLab's own schema, and the scripts that they
 * run with bash and shellcheck, all at the versions that `.github/tools` pins.
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
const GITLAB = filesIn('examples/workflows/gitlab');
const SCRIPTS = [path.join(ROOT, '.ci', 'run'), ...filesIn('examples/workflows').filter((file) => file.endsWith('.sh'))];

/** The programs that actionlint calls where they are installed are left out: it must say the same everywhere. */
function actionlint(): Promise<RunResult> {
  return run('go', ['tool', 'actionlint', '-shellcheck=', '-pyflakes=', '-no-color', ...OWN, ...EXAMPLES], { cwd: TOOLS, allowFailure: true });
}

/** One of the programs that are installed from PyPI. */
async function tool(name: string, ...args: string[]): Promise<RunResult> {
  const venv = path.join(WORK, 'tools', 'workflows');
  await virtualEnvironment(venv, digest({ path: REQUIREMENTS }), ['--requirement', REQUIREMENTS]);
  return run(path.join(venv, 'bin', name), args, { allowFailure: true });
}

function zizmor(): Promise<RunResult> {
  const quiet = ['--offline', '--no-progress', '--color=never', '--strict-collection', '--config', SETTINGS];
  return tool('zizmor', ...quiet, '.github', ...EXAMPLES);
}

/** Its notes are matters of taste: a backquote within single quotes is Markdown, an open pattern is meant. */
const shellcheck = (): Promise<RunResult> => tool('shellcheck', '--severity=warning', '--color=never', ...SCRIPTS);

const gitlab = (): Promise<RunResult> => tool('check-jsonschema', '--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', ...GITLAB);

/** Reads a script without running it; bash takes one alone. */
async function bash(): Promise<RunResult> {
  const results = await Promise.all(SCRIPTS.map((script) => run('bash', ['-n', script], { allowFailure: true })));
  return results.find(({ code }) => code !== 0) ?? results[0];
}

async function main(): Promise<void> {
  const tally = new Tally();
  const linters = [
    { what: 'the workflow files please actionlint', needs: 'go', lint: actionlint },
    { what: 'the workflow files please zizmor', needs: 'python3', lint: zizmor },
    { what: 'the pipeline for GitLab is of GitLab\'s schema', needs: 'python3', lint: gitlab },
    { what: 'the scripts can be read by bash', needs: 'bash', lint: bash },
    { what: 'the scripts please shellcheck', needs: 'python3', lint: shellcheck },
  ];
  for (const { what, needs, lint } of linters) {
    if (!isInstalled(needs)) {
      tally.missing(needs, what);
      continue;
    }
    const { code, stdout, stderr } = await lint();
    tally.check(what, code === 0 ? [] : [`${stdout}${stderr}`.trim()]);
  }
  tally.finish();
}

runMain(main);
