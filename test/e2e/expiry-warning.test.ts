import { TerraformStack } from 'cdktf';
import { ApiKeyTracking, ory, ProjectApiKey, WorkspaceApiKey } from '../../src';
import { tracksWorkspaceKeys } from './support/capabilities';
import { useSandbox } from './support/e2e';
import { FAR, inDays } from './support/instants';
import { CHECK_FAILED } from './support/matchers';
import { onlyCheck } from './support/stack-run';

const withExpiry = (expiresAt: string | undefined, expiryWarningDays?: number) => (stack: TerraformStack) => {
  new ProjectApiKey(stack, 'Key', { name: 'ci', expiresAt, expiryWarningDays });
};

describe('a key that expires soon', () => {
  const e2e = useSandbox();

  test('is not told of by the raw binding, not even when it is refused already', async () => {
    // given
    const stack = await e2e.rawStack((scope) => {
      new ory.ProjectApiKey(scope, 'Soon', { name: 'soon', expiresAt: inDays(5) });
      new ory.ProjectApiKey(scope, 'Dead', { name: 'dead', expiresAt: inDays(-5) });
    });

    // when
    const created = await stack.deploy();
    const plan = await stack.plan();

    // then
    expect([...stack.synthWarnings(), ...created.warnings, ...plan.warnings]).toEqual([]);
    expect(plan.clean).toBe(true);
  });

  test.each([
    ['expired', inDays(-5), undefined, 'fail'],
    ['expires within the default of 30 days', inDays(29.9), undefined, 'fail'],
    ['expires right after 30 days', inDays(30.1), undefined, 'pass'],
    ['expires within a period of its own', inDays(59.9), 60, 'fail'],
    ['expires right after that period', inDays(60.1), 60, 'pass'],
    ['expires far in the future', FAR, undefined, 'pass'],
  ])('that %s is judged so by synth, plan and apply', async (_, expiresAt, days, status) => {
    // given
    const stack = await e2e.stack(withExpiry(expiresAt, days));
    const warned = status === 'fail';

    // when
    const first = await stack.plan();
    const created = await stack.deploy();
    const next = await stack.plan();

    // then
    expect(stack.synthWarnings()).toHaveLength(warned ? 1 : 0);
    expect(onlyCheck(first).status).toBe(status);
    expect(onlyCheck(next).status).toBe(status);
    expect([first.warnings, created.warnings, next.warnings]).toEqual(warned ? [[CHECK_FAILED], [CHECK_FAILED], [CHECK_FAILED]] : [[], [], []]);
    expect(next.clean).toBe(true);
  });

  test('is warned of with its path and the instant', async () => {
    const expiresAt = inDays(3);
    const stack = await e2e.stack(withExpiry(expiresAt));

    const { problems } = onlyCheck(await stack.plan());

    expect(problems).toEqual([expect.stringContaining(`e2e/Key expires at ${expiresAt}`)]);
  });

  test('is warned of by a plan of JSON that was synthesized long before', async () => {
    // given: at the time of synth the expiry was far away
    const expiresAt = inDays(5);
    const stack = await e2e.stack(withExpiry(expiresAt), { now: '2020-01-01T00:00:00Z' });

    // when
    const plan = await stack.plan();

    // then
    expect(stack.synthWarnings()).toEqual([]);
    expect(plan.warnings).toEqual([CHECK_FAILED]);
  });

  test('is warned of by neither synth nor plan where the period is 0', async () => {
    const stack = await e2e.stack(withExpiry(inDays(-5), 0));

    const created = await stack.deploy();
    const plan = await stack.plan();

    expect([...stack.synthWarnings(), ...created.warnings, ...plan.warnings, ...plan.checks]).toEqual([]);
  });

  test('stops no unrelated deploy', async () => {
    // given
    const expiresAt = inDays(-5);
    const stack = await e2e.stack(withExpiry(expiresAt));
    await stack.deploy();

    // when
    stack.change((scope) => {
      withExpiry(expiresAt)(scope);
      new ProjectApiKey(scope, 'Other', { name: 'other' });
    });
    await stack.deploy();

    // then
    expect(e2e.sandbox.projectKeys().map(({ name }) => name)).toContain('other');
  });
});

describe('a key without expiry', () => {
  const e2e = useSandbox();

  test('has no check block, since it is never to be warned of', async () => {
    const stack = await e2e.stack(withExpiry(undefined));

    expect((await stack.plan()).checks).toEqual([]);
  });

  test('that is adopted passes a check block whose message could not name an instant', async () => {
    const key = e2e.sandbox.seedProjectKey({ name: 'ci' });
    const stack = await e2e.stack((scope) => ProjectApiKey.importExisting(scope, 'Key', { name: 'ci', keyId: key.id }));

    const plan = await stack.plan();
    await stack.deploy();

    expect(plan).toMatchObject({ ok: true, warnings: [] });
    expect((await stack.plan()).checks.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });
});

describe('an expiry that only Terraform knows', () => {
  const e2e = useSandbox();

  test('is warned of for a project key that was adopted', async () => {
    const key = e2e.sandbox.seedProjectKey({ name: 'ci', expiresAt: inDays(5) });
    const stack = await e2e.stack((scope) => ProjectApiKey.importExisting(scope, 'Key', { name: 'ci', keyId: key.id }));

    const plan = await stack.plan();
    await stack.deploy();
    const next = await stack.plan();

    expect(stack.synthWarnings()).toEqual([]);
    expect([plan.warnings, next.warnings]).toEqual([[CHECK_FAILED], [CHECK_FAILED]]);
    expect(next.clean).toBe(true);
  });

  test('is warned of for a workspace key that is only referred to', async () => {
    const key = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
    const expiresAt = inDays(5);
    const stack = await e2e.stack((scope) => new WorkspaceApiKey(scope, 'Key', {
      name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId, tracking: ApiKeyTracking.REFERENCE, expiresAt,
    }));

    const created = await stack.deploy();
    const plan = await stack.plan();

    expect(stack.synthWarnings()).toEqual([expect.stringContaining(expiresAt)]);
    expect([created.warnings, plan.warnings]).toEqual([[CHECK_FAILED], [CHECK_FAILED]]);
  });

  test('is warned of for a workspace key that is tracked, or the provider says that it cannot', async () => {
    const key = e2e.sandbox.seedWorkspaceKey({ name: 'deployments', expiresAt: inDays(5) });
    const stack = await e2e.stack((scope) => new WorkspaceApiKey(scope, 'Key', {
      name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId,
    }));

    const plan = await stack.plan();
    const imported = await stack.apply();

    if (tracksWorkspaceKeys()) {
      expect([plan.warnings, imported.warnings, (await stack.plan()).warnings]).toEqual([[CHECK_FAILED], [CHECK_FAILED], [CHECK_FAILED]]);
    } else {
      expect(plan.errors).toEqual([expect.objectContaining({ detail: expect.stringContaining('does not support resource type') })]);
    }
  });
});
