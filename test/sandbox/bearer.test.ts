import { Sandbox } from '../../sandbox';
import { projectTokens, request, workspaceTokens } from './request';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
});

test('every live workspace key opens the Console API', async () => {
  // GIVEN
  const key = sandbox.seedWorkspaceKey({ name: 'second', expiresAt: '2999-01-01T00:00:00Z' });

  // WHEN
  const answer = await request(sandbox, 'GET', projectTokens(sandbox), { bearer: key.value });

  // THEN
  expect(answer.status).toBe(200);
});

test.each([
  ['no bearer', () => null],
  ['an unknown key', () => 'ory_wak_unknown'],
  ['a project key', () => sandbox.seedProjectKey({ name: 'p' }).value],
  ['an expired key', () => sandbox.seedWorkspaceKey({ name: 'old', expiresAt: '2001-01-01T00:00:00Z' }).value],
  ['a revoked key', () => {
    const key = sandbox.seedWorkspaceKey({ name: 'gone' });
    sandbox.deleteWorkspaceKey(key.id);
    return key.value;
  }],
])('fails with 401 on every route of the Console for %s', async (_, bearerOf) => {
  // GIVEN
  const kept = sandbox.seedProjectKey({ name: 'kept' });
  const bearer = bearerOf();

  // WHEN
  const answers = [
    await request(sandbox, 'GET', projectTokens(sandbox), { bearer }),
    await request(sandbox, 'GET', workspaceTokens(sandbox), { bearer }),
    await request(sandbox, 'POST', projectTokens(sandbox), { bearer, body: { name: 'intruder' } }),
    await request(sandbox, 'DELETE', `${projectTokens(sandbox)}/${kept.id}`, { bearer }),
    await request(sandbox, 'POST', workspaceTokens(sandbox), { bearer, body: { name: 'intruder' } }),
    await request(sandbox, 'DELETE', `${workspaceTokens(sandbox)}/${kept.id}`, { bearer }),
  ];

  // THEN
  answers.forEach(({ status, body, headers }) => {
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body.error).toEqual({ code: 401, status: 'Unauthorized', message: expect.stringContaining('workspace API key') });
  });
  const names = sandbox.projectKeys().map(({ name }) => name);
  expect(names).toContain('kept');
  expect(names).not.toContain('intruder');
});

test('fails with 401 for an unknown project too: nobody learns what exists without a key', async () => {
  expect((await request(sandbox, 'GET', '/projects/nope/tokens', { bearer: null })).status).toBe(401);
});

describe('whoami', () => {
  test('says what a key is, without its value', async () => {
    // GIVEN
    const project = sandbox.seedProjectKey({ name: 'p', projectId: sandbox.otherProjectId });
    const workspace = sandbox.seedWorkspaceKey({ name: 'w' });

    // WHEN
    const answers = await Promise.all([project, workspace].map(({ value }) => request(sandbox, 'GET', '/sandbox/whoami', { bearer: value })));

    // THEN
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body)).toStrictEqual([
      { kind: 'project', id: project.id, name: 'p', owner: sandbox.otherProjectId },
      { kind: 'workspace', id: workspace.id, name: 'w', owner: sandbox.workspaceId },
    ]);
  });

  test('fails with 401 for a deleted key', async () => {
    // GIVEN
    const key = sandbox.seedProjectKey({ name: 'p' });
    const before = await sandbox.works(key.value);

    // WHEN
    await request(sandbox, 'DELETE', `${projectTokens(sandbox)}/${key.id}`);

    // THEN
    expect([before, await sandbox.works(key.value)]).toEqual([true, false]);
  });

  test('fails with 401 from the very millisecond in which the key expires, whatever its offset', async () => {
    // GIVEN
    const key = sandbox.seedProjectKey({ name: 'p', expiresAt: '2031-01-01T02:00:00.5+02:00' });
    const expiry = Date.parse('2031-01-01T00:00:00.500Z');

    // WHEN
    const clock = jest.spyOn(Date, 'now').mockReturnValue(expiry - 1);
    const before = await sandbox.works(key.value);
    clock.mockReturnValue(expiry);
    const after = await sandbox.works(key.value);

    // THEN
    expect([before, after]).toEqual([true, false]);
  });

  test('fails with 401 without a bearer', async () => {
    expect((await request(sandbox, 'GET', '/sandbox/whoami', { bearer: null })).status).toBe(401);
  });
});
