import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tracksWorkspaceKeys } from './support/capabilities';
import { useFreshSandbox } from './support/e2e';
import { FAR, inDays } from './support/instants';
import { AppFolder } from './support/workflows/app-folder';
import { RunOfJob, runOnGitHub } from './support/workflows/github';
import { FakeGitLab, runOnGitLab } from './support/workflows/gitlab';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'typescript', 'main.ts');
const TWO_STACKS = join(__dirname, 'support', 'workflows', 'two-stacks.ts');

/** A change of the example that replaces a key which works: the provider has no update. */
const HARM = { DEPLOY_KEY_EXPIRES_AT: '2080-01-01T00:00:00Z' };

const STOPS = 'Stop what takes a key away';
const DEPLOYS = 'Plan, check and deploy every stack';
const WATCHES = 'Fail when a key expires within two weeks';

const e2e = useFreshSandbox();

const COMMENT_TOKEN = 'a-token-that-may-comment';

/** What people may read holds no value of any key, the bearer included. */
function expectNoValueIn(text: string): void {
  [...e2e.sandbox.projectKeys(), ...e2e.sandbox.workspaceKeys()].forEach(({ value }) => expect(text).not.toContain(value));
  expect(text).not.toContain(COMMENT_TOKEN);
  expect(text).not.toContain('[TRACE]');
}

/** The requests that made or deleted a key. */
function changes(): number {
  return e2e.sandbox.log().filter(({ method }) => method !== 'GET').length;
}

/** The workflows in a repository `acme/shop` on GitHub, with a pull request of number 7. */
class GitHub {
  private readonly comments: string;

  /** @param settings - what the app reads, as if it stood in its code */
  public constructor(private readonly app: AppFolder, private readonly settings: Readonly<Record<string, string>>) {
    this.comments = join(app.dir, 'runner', 'comments.json');
    writeFileSync(this.comments, JSON.stringify([{ id: 1, user: { login: 'octocat' }, body: '<!-- ory-keys --> is what the workflow writes' }]));
  }

  public plan(changed: Readonly<Record<string, string>> = {}): Promise<RunOfJob> {
    return this.run('ory-keys-plan.yml', changed, '');
  }

  /** @param allow - the input of a run that was started by hand */
  public deploy(changed: Readonly<Record<string, string>> = {}, allow = ''): Promise<RunOfJob> {
    return this.run('ory-keys-deploy.yml', changed, allow);
  }

  /** What the workflow has written into the pull request. */
  public written(): string[] {
    const all = JSON.parse(readFileSync(this.comments, 'utf8')) as { user: { login: string }; body: string }[];
    return all.filter(({ user }) => user.login === 'github-actions[bot]').map(({ body }) => body);
  }

  private async run(file: string, changed: Readonly<Record<string, string>>, allow: string): Promise<RunOfJob> {
    const { projectId, workspaceId, workspaceKey } = e2e.sandbox;
    const contexts = {
      github: { token: COMMENT_TOKEN, repository: 'acme/shop', event: { pull_request: { number: 7, head: { sha: 'c0ffee' } } } },
      vars: { ORY_PROJECT_ID: projectId, ORY_WORKSPACE_ID: workspaceId },
      secrets: { ORY_WORKSPACE_API_KEY: workspaceKey },
      inputs: { allow },
    };
    const job = await runOnGitHub(file, this.app, contexts, { FAKE_COMMENTS: this.comments, ...this.settings, ...changed });
    expectNoValueIn(job.log);
    return job;
  }
}

describe('the workflows over the example app', () => {
  let app: AppFolder;
  let settings: Record<string, string>;

  beforeEach(async () => {
    const { sandbox } = e2e;
    app = await AppFolder.make(EXAMPLE, sandbox);
    const legacy = sandbox.seedProjectKey({ name: 'legacy' });
    settings = {
      LEGACY_KEY_ID: legacy.id,
      TF_VAR_legacy_key: legacy.value,
      WORKSPACE_KEY_ID: sandbox.seedWorkspaceKey({ name: 'terraform' }).id,
      WORKSPACE_KEY_TRACKING: tracksWorkspaceKeys() ? 'RESOURCE' : 'REFERENCE',
      DEPLOY_KEY_EXPIRES_AT: FAR,
      ROTATION_STARTS_AT: inDays(-1),
    };
  });

  afterEach(() => app.remove());

  describe('on GitHub', () => {
    let github: GitHub;

    beforeEach(() => {
      github = new GitHub(app, settings);
    });

    test('a pull request gets one comment with table and chart, which stays up to date, and fails where a key would be lost', async () => {
      // given
      const first = await github.plan();
      const [early] = github.written();
      await github.deploy();

      // when
      const harmless = await github.plan();
      const [calm] = github.written();
      const harmful = await github.plan(HARM);
      const [alarm, ...more] = github.written();

      // then
      expect([first, harmless, harmful].map(({ failed }) => failed)).toEqual([[], [], [{ step: STOPS, exitCode: 3 }]]);
      expect(harmful.log).toMatch(/^::error title=API key%3A replaced::ory_project_api_key\.Deploy/m);
      expect(early).toContain('There is no inventory yet');
      expect(calm).toMatch(/^0 findings in \d+ keys/m);
      expect(alarm).toMatch(/^- \*\*finding \(replaced\)\*\*/m);
      expect(alarm).toMatch(/^\| Address /m);
      expect(alarm).toMatch(/^```mermaid\ngantt\n[^`]*ci-deploy[^`]*```$/m);
      expect(alarm).toContain('Planned at c0ffee.');
      expect(more).toEqual([]);
      [early, calm, alarm].forEach(expectNoValueIn);
    });

    test('a deploy stops before it applies anything where a key would be lost, and goes on with the address of what is meant', async () => {
      // given
      await github.deploy();
      const before = changes();

      // when
      const stopped = await github.deploy(HARM);
      const changed = changes() - before;
      const allowed = await github.deploy(HARM, /::(ory_project_api_key\.\w+): /.exec(stopped.log)![1]);

      // then
      expect(stopped.failed).toEqual([{ step: DEPLOYS, exitCode: 3 }]);
      expect(changed).toBe(0);
      expect(allowed.failed).toEqual([]);
      expect(e2e.sandbox.projectKeys().filter(({ name }) => name === 'ci-deploy')).toMatchObject([{ expiresAt: HARM.DEPLOY_KEY_EXPIRES_AT }]);
    });

    test('the schedule deploys a rotation that is due, and the key that clients hold still works', async () => {
      // given
      await github.deploy();
      const { backend_key: held } = await app.outputs('api-keys');

      // when
      const run = await github.deploy({ CDKTF_CONTEXT_JSON: JSON.stringify({ 'cdktf-ory-api-keys:now': inDays(31) }) });

      // then
      const { backend_key: next } = await app.outputs('api-keys');
      expect(run.failed).toEqual([]);
      expect(next).not.toBe(held);
      expect(await Promise.all([held, next].map((value) => e2e.sandbox.works(value as string)))).toEqual([true, true]);
    });

    test('the schedule fails when a key expires within two weeks', async () => {
      const run = await github.deploy({ DEPLOY_KEY_EXPIRES_AT: inDays(13) });

      expect(run.failed).toEqual([{ step: WATCHES, exitCode: 3 }]);
      expect(run.log).toContain('1 API key expires within 14 days');
    });
  });

  test('on GitLab a merge request gets one comment, and the default branch stops, deploys and watches', async () => {
    // given
    const gitlab = new FakeGitLab(COMMENT_TOKEN);
    await gitlab.start();
    const run = async (job: string, env: Record<string, string> = {}) => {
      const done = await runOnGitLab(job, app, {
        ...settings, ...env,
        ORY_PROJECT_ID: e2e.sandbox.projectId, ORY_WORKSPACE_ID: e2e.sandbox.workspaceId, ORY_WORKSPACE_API_KEY: e2e.sandbox.workspaceKey,
        ORY_KEYS_COMMENT_TOKEN: COMMENT_TOKEN, STATE_TOKEN: 'a token', STATE_ROLE: 'a role', STATE_REGION: 'a region',
        CI_API_V4_URL: gitlab.url, CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7', CI_COMMIT_SHA: 'c0ffee',
      });
      expectNoValueIn(done.log);
      return done;
    };
    try {
      // when
      const first = await run('ory-keys-deploy');
      const before = changes();
      const planned = [await run('ory-keys-plan'), await run('ory-keys-plan', HARM)];
      const stopped = await run('ory-keys-deploy', HARM);
      const changed = changes() - before;
      const late = await run('ory-keys-deploy', { DEPLOY_KEY_EXPIRES_AT: inDays(13), ALLOW: /^finding \(replaced\): (\S+): /m.exec(stopped.log)![1] });

      // then
      expect([first, ...planned, stopped, late].map(({ exitCode }) => exitCode)).toEqual([0, 0, 3, 3, 3]);
      expect(changed).toBe(0);
      expect(late.log).toContain('1 API key expires within 14 days');
      const [, comment, ...more] = gitlab.notes.map(({ body }) => body);
      expect(comment).toMatch(/^- \*\*finding \(replaced\)\*\*[^]*^\| Address [^]*^```mermaid\ngantt\n[^`]*```$/m);
      expectNoValueIn(comment);
      expect(more).toEqual([]);
    } finally {
      await gitlab.stop();
    }
  });
});

describe('the workflows over an app of two stacks', () => {
  let app: AppFolder;
  let github: GitHub;

  beforeEach(async () => {
    app = await AppFolder.make(TWO_STACKS, e2e.sandbox);
    github = new GitHub(app, {});
  });

  afterEach(() => app.remove());

  test('deploy each after those whose outputs it reads, and hand on the new value in the same run', async () => {
    // given
    const planned = await github.plan();
    const [comment] = github.written();

    // when
    const first = await github.deploy();
    const { held } = await app.outputs('clients');
    const second = await github.deploy({ GENERATION: '1' });
    const { held: next } = await app.outputs('clients');

    // then
    expect([planned, first, second].map(({ failed }) => failed)).toEqual([[], [], []]);
    expect(comment).toMatch(/^Not planned, [^\n]*\n\n- `clients`$/m);
    expect(held).not.toBe(next);
    expect(e2e.sandbox.projectKeys().map(({ value }) => value)).toEqual([held, next]);
  });

  test('let off what ALLOW names, one or several, blanks in an address and all, and nothing else', async () => {
    // given
    await github.deploy({ MORE: '4' });
    const stopped = await github.deploy({ MORE: '1' });
    const [one, ...others] = [...stopped.log.matchAll(/^::error [^:]*::(\S+\["environment \d"\]) of /gm)].map(([, address]) => address);

    // when
    const some = await github.deploy({ MORE: '1' }, one);
    const all = await github.deploy({ MORE: '1' }, ` ${one}  ${others.join('\n')}\n`);

    // then
    expect(others).toHaveLength(2);
    expect([stopped, some, all].map(({ failed }) => failed)).toEqual([[{ step: DEPLOYS, exitCode: 3 }], [{ step: DEPLOYS, exitCode: 3 }], []]);
    expect(e2e.sandbox.projectKeys().map(({ name }) => name).sort()).toEqual(['ci (0)', 'environment 0']);
  });

  test('fail where the code shows a value, and do not show it themselves', async () => {
    // given
    await github.deploy();

    // when
    const runs = [await github.plan({ SHOW: 'yes' }), await github.deploy({ SHOW: 'yes' })];

    // then
    expect(runs.map(({ failed }) => failed)).toEqual([[{ step: STOPS, exitCode: 3 }], [{ step: DEPLOYS, exitCode: 3 }]]);
    runs.forEach(({ log }) => expect(log).toMatch(/^ *\+ shown += "\*\*\*"$/m));
    github.written().forEach(expectNoValueIn);
  });

  test('cut a comment that GitHub would not take', async () => {
    const run = await github.plan({ MORE: '500' });

    expect(run.failed).toEqual([]);
    expect(github.written()).toEqual([expect.stringMatching(/environment \d+[^]*\nThe rest is left out here[^]*\nPlanned at c0ffee\.\n$/)]);
  });
});
