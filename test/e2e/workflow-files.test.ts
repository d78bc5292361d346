import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, Workflow } from './support/workflows/github';
import { jobOf, readPipeline } from './support/workflows/gitlab';

const ROOT = join(__dirname, '..', '..');
const OWN = join(ROOT, '.github', 'workflows');

const BEARER = 'ORY_WORKSPACE_API_KEY';

/** The actions that YAML uses, each with its commit. */
function actionsIn(yaml: string): Map<string, string> {
  return new Map([...yaml.matchAll(/uses: ([\w./-]+)@(\S+)/g)].map(([, action, commit]) => [action, commit]));
}

describe('the example workflows for GitHub', () => {
  const [plan, deploy] = ['ory-keys-plan.yml', 'ory-keys-deploy.yml'].map(readWorkflow);
  const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

  test('have no rights but those of their one job', () => {
    expect([plan, deploy].map(({ permissions }) => permissions)).toEqual([{}, {}]);
    expect(Object.values(plan.jobs).map(({ permissions }) => permissions)).toEqual([{ 'contents': 'read', 'id-token': 'write', 'pull-requests': 'write' }]);
    expect(Object.values(deploy.jobs).map(({ permissions }) => permissions)).toEqual([{ 'contents': 'read', 'id-token': 'write' }]);
  });

  test('give the bearer to the step that runs Terraform alone, and keep no file of a run', () => {
    for (const workflow of [plan, deploy]) {
      const steps = stepsOf(workflow);
      expect(steps.filter(({ env }) => env?.[BEARER]).map(({ run }) => run)).toEqual([expect.stringMatching(/^bash ci\/ory-keys\.sh (plan|deploy) /)]);
      expect(Object.values(workflow.jobs).filter(({ env }) => env !== undefined)).toEqual([]);
      expect(steps.filter(({ uses }) => /artifact|cache@/.test(uses ?? ''))).toEqual([]);
      expect(steps[steps.length - 1]).toMatchObject({ if: 'always()', run: 'bash ci/ory-keys.sh clean' });
    }
  });

  test('plan no pull request of a fork, and deploy main alone, once at a time and each week', () => {
    expect(Object.keys(plan.on)).toEqual(['pull_request']);
    expect(plan.jobs.plan.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
    expect(deploy.jobs.deploy.if).toBe("github.ref == 'refs/heads/main'");
    expect(deploy.concurrency).toEqual({ 'group': 'ory-keys-deploy', 'cancel-in-progress': false });
    expect(deploy.on).toMatchObject({ push: { branches: ['main'] }, schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* [0-6]$/) }] });
  });

  test('use actions by their commit, the same as the workflows of this repository', () => {
    const own = new Map(readdirSync(OWN).flatMap((file) => [...actionsIn(readFileSync(join(OWN, file), 'utf8'))]));
    const used = new Map([plan, deploy].flatMap((workflow) => [...actionsIn(stepsOf(workflow).map(({ uses }) => `uses: ${uses}`).join('\n'))]));
    used.delete('undefined');

    expect(used.size).toBe(4);
    for (const [action, commit] of used) {
      expect([action, commit]).toEqual([action, own.get(action) ?? expect.stringMatching(/^[0-9a-f]{40}$/)]);
    }
  });
});

describe('the example pipeline for GitLab', () => {
  const [plan, deploy] = ['ory-keys-plan', 'ory-keys-deploy'].map(jobOf);

  test('plans merge requests of the project itself, and deploys the default branch, once at a time', () => {
    const { workflow } = readPipeline() as unknown as { workflow: { rules: { if: string }[] } };

    expect(workflow.rules.map(({ if: condition }) => condition)).toEqual([
      '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID', '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    ]);
    expect(plan).toMatchObject({ rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }], environment: { name: 'ory-keys-plan', action: 'prepare' } });
    expect(deploy).toMatchObject({
      rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }], environment: { name: 'ory-keys' }, resource_group: 'ory-keys', interruptible: false,
    });
  });

  test('gets a token for the backend, keeps no file, and removes its plans', () => {
    for (const job of [plan, deploy]) {
      expect(job.id_tokens).toEqual({ STATE_TOKEN: { aud: 'sts.amazonaws.com' } });
      expect(job.after_script).toEqual(['bash ci/ory-keys.sh clean']);
      expect(Object.keys(job).filter((key) => ['artifacts', 'cache', 'dependencies'].includes(key))).toEqual([]);
    }
  });

  test('has scripts that a plain shell can read, since the image has no other when a job starts', () => {
    for (const { before_script: before, script } of [plan, deploy]) {
      expect(() => execFileSync('sh', ['-n'], { input: [...before!, ...script!].join('\n'), stdio: ['pipe', 'ignore', 'pipe'] })).not.toThrow();
    }
  });
});
