import { Sandbox } from '../../sandbox';
import { projectTokens, request } from './request';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(() => sandbox.close());

test('the sandbox says what it holds', async () => {
  expect((await request(sandbox, 'GET', '/sandbox', { bearer: null })).body).toStrictEqual({
    workspace_id: sandbox.workspaceId,
    project_ids: [sandbox.projectId, sandbox.otherProjectId],
    times: 'as-sent',
    nullExpiry: false,
  });
});

test('a key of each kind is seeded without a bearer, and works', async () => {
  // WHEN
  const project = await request(sandbox, 'POST', `/sandbox/projects/${sandbox.otherProjectId}/tokens`, { bearer: null, body: { name: 'p' } });
  const workspace = await request(sandbox, 'POST', `/sandbox/workspaces/${sandbox.workspaceId}/tokens`, { bearer: null, body: { name: 'w' } });

  // THEN
  expect([project.status, workspace.status]).toEqual([201, 201]);
  expect(project.body.project_id).toBe(sandbox.otherProjectId);
  expect(workspace.body.value).toMatch(/^ory_wak_/);
  expect(await sandbox.works(project.body.value)).toBe(true);
  expect((await request(sandbox, 'GET', projectTokens(sandbox), { bearer: workspace.body.value })).status).toBe(200);
});

test('fails with 404 when a key is seeded for an unknown owner', async () => {
  expect((await request(sandbox, 'POST', '/sandbox/projects/nope/tokens', { bearer: null, body: { name: 'p' } })).status).toBe(404);
});

test('keys are listed without a bearer and without values', async () => {
  // GIVEN
  const key = sandbox.seedProjectKey({ name: 'p' });

  // WHEN
  const projectKeys = await request(sandbox, 'GET', `/sandbox${projectTokens(sandbox)}`, { bearer: null });
  const workspaceKeys = await request(sandbox, 'GET', `/sandbox/workspaces/${sandbox.workspaceId}/tokens`, { bearer: null });

  // THEN
  expect(projectKeys.body.map(({ id }: { id: string }) => id)).toEqual([key.id]);
  expect(projectKeys.text + workspaceKeys.text).not.toMatch(/ory_(pat|wak)_/);
});

test('faults are asked for and taken back over HTTP', async () => {
  // WHEN
  const added = await request(sandbox, 'POST', '/sandbox/faults', { bearer: null, body: { kind: 'status', status: 503, times: 5 } });
  const hit = await request(sandbox, 'GET', projectTokens(sandbox));
  const cleared = await request(sandbox, 'DELETE', '/sandbox/faults', { bearer: null });
  const spared = await request(sandbox, 'GET', projectTokens(sandbox));

  // THEN
  expect([added, hit, cleared, spared].map(({ status }) => status)).toEqual([204, 503, 204, 200]);
});

test('fails with 400 for a malformed fault', async () => {
  expect((await request(sandbox, 'POST', '/sandbox/faults', { bearer: null, body: { kind: 'explode' } })).status).toBe(400);
});

test('the log shows the requests to the Console with their status, and no secret', async () => {
  // GIVEN
  sandbox.fault({ kind: 'drop', method: 'DELETE' });
  await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'k' } });
  await request(sandbox, 'GET', `${projectTokens(sandbox)}?page=1`, { bearer: 'ory_wak_wrong' });
  await request(sandbox, 'DELETE', `${projectTokens(sandbox)}/x`).catch(() => undefined);

  // WHEN
  const answer = await request(sandbox, 'GET', '/sandbox/log', { bearer: null });

  // THEN
  const path = projectTokens(sandbox);
  const at = expect.any(String);
  expect(answer.body).toStrictEqual([
    { method: 'POST', path, at, status: 201 },
    { method: 'GET', path, at, status: 401 },
    { method: 'DELETE', path: `${path}/x`, at, fault: 'drop' },
  ]);
  expect(answer.body).toEqual(sandbox.log());
  expect(answer.text).not.toContain('ory_');
});
