import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AppFolder } from './app-folder';

interface Step {
  readonly 'name'?: string;
  readonly 'if'?: string;
  readonly 'uses'?: string;
  readonly 'run'?: string;
  readonly 'env'?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly [key: string]: unknown;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What `${{ … }}` refers to: `github`, `vars`, `secrets`, `inputs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** A job that has run. */
export interface RunOfJob {
  /** The steps that failed, with their exit codes. */
  readonly failed: readonly { readonly step: string; readonly exitCode: number }[];
  /** All that the steps printed, and the summary of the run. */
  readonly log: string;
}

const FOLDER = join(__dirname, '..', '..', '..', '..', 'examples', 'workflows', 'github');

export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
}

/** Runs the `run` steps of the only job of a workflow, one after the other as GitHub does, and leaves out the actions that it uses. */
export async function runOnGitHub(name: string, app: AppFolder, contexts: Contexts, env: Readonly<Record<string, string>>): Promise<RunOfJob> {
  const workflow = readWorkflow(name);
  const [job] = Object.values(workflow.jobs);
  expect(workflow.defaults.run.shell).toBe('bash');
  const temp = join(app.dir, 'runner');
  const summary = join(temp, 'summary.md');
  writeFileSync(summary, '');
  const failed: { step: string; exitCode: number }[] = [];
  let log = '';
  for (const { name: title, run, if: condition = 'success()', env: own = {} } of job.steps.filter((step) => step.run !== undefined)) {
    if (failed.length > 0 && !/always\(\)|!cancelled\(\)/.test(condition)) {
      continue;
    }
    const given = Object.fromEntries(Object.entries(own).map(([variable, value]) => [variable, evaluated(value, contexts)]));
    const { exitCode, stdout, stderr } = await app.run(run!, { RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: summary, ...env, ...given });
    log += stdout + stderr;
    if (exitCode !== 0) {
      failed.push({ step: title ?? run!, exitCode });
    }
  }
  return { failed, log: log + (existsSync(summary) ? readFileSync(summary, 'utf8') : '') };
}

/** A string with each `${{ … }}` in it replaced by what it names; a name that is not known is an error here, where GitHub takes nothing. */
function evaluated(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{ *([\w.]+) *\}\}/g, (_, path: string) => {
    const value = path.split('.').reduce<any>((context, key) => context?.[key], contexts);
    if (value === undefined) {
      throw new Error(`the test gives no ${path}`);
    }
    return String(value);
  });
}
