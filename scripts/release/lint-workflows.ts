/**
 * Lints the workflow files: with actionlint, built by Go at a pinned version, and against rules of our own.
 *
 *     node scripts/run.mjs scripts/release/lint-workflows.ts
 *
 * Prints a line a check and `N passed, N failed`. A missing Go is a failure where `CI` is set; elsewhere a line says what was not checked.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { available, ROOT, run, runMain } from '../tools';
import { Tally } from '../tally';
import { dependabotFolders, WORKFLOW_RULES } from './workflow-rules';

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const WORKFLOWS = path.join(ROOT, '.github', 'workflows');

const tally = new Tally();

/** Runs actionlint, without the programs that it calls only where they are installed: it must say the same everywhere. */
function actionlint(...args: string[]) {
  return run('go', ['run', ACTIONLINT, '-shellcheck=', '-pyflakes=', '-no-color', ...args], { cwd: path.join(ROOT, '.github'), allowFailure: true });
}

async function lint(names: readonly string[]): Promise<void> {
  if (!await available('go', ['version'])) {
    tally.missing('Go, which builds actionlint,', 'the workflow files by actionlint');
    return;
  }
  const version = await actionlint('-version');
  if (version.code !== 0) {
    tally.check('actionlint', [`cannot be built: ${version.stderr.trim().split('\n').pop()}`]);
    return;
  }
  for (const name of names) {
    const { code, stdout, stderr } = await actionlint('-oneline', path.join(WORKFLOWS, name));
    tally.check(`${name}: ${ACTIONLINT.split('/').pop()}`, code === 0 ? [] : `${stdout}${stderr}`.trim().split('\n'));
  }
}

function dependabot(): void {
  const folders = dependabotFolders(fs.readFileSync(path.join(ROOT, '.github', 'dependabot.yml'), 'utf8'));
  tally.check('dependabot.yml: names folders that exist', folders.length === 0 ? ['names none'] : folders.filter((folder) => !fs.existsSync(path.join(ROOT, folder))));
}

async function main(): Promise<void> {
  const names = fs.readdirSync(WORKFLOWS).filter((name) => /\.ya?ml$/.test(name)).sort();
  tally.check('there are workflow files', names.length > 0 ? [] : ['none']);
  await lint(names);
  for (const name of names) {
    const text = fs.readFileSync(path.join(WORKFLOWS, name), 'utf8');
    for (const rule of WORKFLOW_RULES) {
      tally.check(`${name}: ${rule.name}`, rule.problems(text));
    }
  }
  dependabot();
  tally.finish();
}

runMain(main);
