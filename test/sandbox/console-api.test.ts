import { Sandbox } from '../../sandbox';
import { projectTokens, request, workspaceTokens } from './request';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+Z$/;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(() => sandbox.close());

describe('making a project key', () => {
  test('answers the whole key with its value', async () => {
    // WHEN
    const answer = await request(sandbox, 'POST', projectTokens(sandbox), {
      body: { name: 'ci', expires_at: '2030-12-31T23:59:59Z' },
    });

    // THEN
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.body).toStrictEqual({
      id: expect.stringMatching(UUID),
      name: 'ci',
      owner_id: expect.stringMatching(UUID),
      project_id: sandbox.projectId,
      created_at: expect.stringMatching(INSTANT),
      updated_at: expect.stringMatching(INSTANT),
      expires_at: '2030-12-31T23:59:59Z',
      last_characters: expect.stringMatching(/^[\w-]{4}$/),
      value: expect.stringMatching(/^ory_pat_[\w-]{32}$/),
    });
    expect(answer.body.value.slice(-4)).toBe(answer.body.last_characters);
  });

  test('gives values of older projects when it is asked to', async () => {
    // GIVEN
    const older = await Sandbox.start({ projectPrefix: 'ory_apikey_' });

    // WHEN
    const { body } = await request(older, 'POST', projectTokens(older), { body: { name: 'ci' } });

    // THEN
    await older.close();
    expect(body.value).toMatch(/^ory_apikey_[\w-]{32}$/);
    expect(older.workspaceKey).toMatch(/^ory_wak_/);
  });

  test('leaves expires_at out of the answer for a key that never expires', async () => {
    // WHEN
    const answers = [
      await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'a' } }),
      await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'b', expires_at: null } }),
    ];

    // THEN
    answers.forEach(({ status, body }) => {
      expect(status).toBe(201);
      expect(body).not.toHaveProperty('expires_at');
    });
  });

  test.each(['', '"\n\u0000${x}', '__proto__', 'ключ 🔑', 'x'.repeat(1_000_000)])('keeps any name as it was sent', async (name) => {
    // WHEN
    const answer = await request(sandbox, 'POST', projectTokens(sandbox), { body: { name } });

    // THEN
    expect(answer.status).toBe(201);
    expect(sandbox.projectKeys().map((key) => key.name)).toEqual([name]);
  });

  test('gives each key an id and a value of its own, also under one name', async () => {
    // WHEN
    const path = projectTokens(sandbox);
    const [one, two] = await Promise.all([1, 2].map(() => request(sandbox, 'POST', path, { body: { name: 'same' } })));

    // THEN
    expect(one.body.id).not.toBe(two.body.id);
    expect(one.body.value).not.toBe(two.body.value);
  });

  test.each([
    ['no body', undefined, 'JSON object'],
    ['a body that is no JSON', '{', 'no JSON'],
    ['a body that is a list', [], 'JSON object'],
    ['no name', {}, 'name'],
    ['a name that is no string', { name: 7 }, 'name'],
    ['an expiry that is no string', { name: 'a', expires_at: 7 }, 'expires_at'],
    ['an empty expiry', { name: 'a', expires_at: '' }, 'RFC 3339'],
  ])('fails with 400 for %s', async (_, body, message) => {
    // WHEN
    const answer = await request(sandbox, 'POST', projectTokens(sandbox), { body });

    // THEN
    expect(answer.status).toBe(400);
    expect(answer.body.error).toEqual({ code: 400, status: 'Bad Request', message: expect.stringContaining(message) });
    expect(sandbox.projectKeys()).toEqual([]);
  });

  test('fails with 413 for a body without end', async () => {
    // WHEN
    const answer = await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'x'.repeat(17 * 1024 * 1024) } })
      .then(({ status }) => status, () => 'cut off');

    // THEN: whoever still writes may meet the closed connection before the answer
    expect([413, 'cut off']).toContain(answer);
    expect(sandbox.projectKeys()).toEqual([]);
  });
});

describe('listing', () => {
  test('shows the keys of the project alone, oldest first and without values', async () => {
    // GIVEN
    const first = sandbox.seedProjectKey({ name: 'first' });
    const second = sandbox.seedProjectKey({ name: 'second' });
    sandbox.seedProjectKey({ name: 'elsewhere', projectId: sandbox.otherProjectId });

    // WHEN
    const answer = await request(sandbox, 'GET', projectTokens(sandbox));

    // THEN
    expect(answer.status).toBe(200);
    expect(answer.body.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id]);
    expect(answer.text).not.toContain('ory_pat_');
  });

  test('shows the workspace keys without values', async () => {
    // GIVEN
    const key = sandbox.seedWorkspaceKey({ name: 'console', expiresAt: '2031-01-01T00:00:00Z' });

    // WHEN
    const answer = await request(sandbox, 'GET', workspaceTokens(sandbox));

    // THEN
    expect(answer.body.map(({ name }: { name: string }) => name)).toEqual(['sandbox', 'console']);
    expect(answer.body[1]).toStrictEqual({
      id: key.id,
      name: 'console',
      owner_id: expect.stringMatching(UUID),
      workspace_id: sandbox.workspaceId,
      created_at: expect.stringMatching(INSTANT),
      updated_at: expect.stringMatching(INSTANT),
      last_characters: key.value.slice(-4),
      expires_at: '2031-01-01T00:00:00Z',
    });
    expect(answer.text).not.toContain('ory_wak_');
  });

  test('fails with 404 for an unknown project or workspace', async () => {
    // WHEN
    const answers = await Promise.all(['/projects/nope/tokens', '/workspaces/nope/tokens', `/projects/${sandbox.workspaceId}/tokens`]
      .map((path) => request(sandbox, 'GET', path)));

    // THEN
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(answers[0].body.error).toEqual({ code: 404, status: 'Not Found', message: 'there is no such project' });
  });
});

describe('deleting a project key', () => {
  test('answers 204 without a body, and 404 from then on', async () => {
    // GIVEN
    const key = sandbox.seedProjectKey({ name: 'old' });
    const path = `${projectTokens(sandbox)}/${key.id}`;

    // WHEN
    const answers = [await request(sandbox, 'DELETE', path), await request(sandbox, 'DELETE', path)];

    // THEN
    expect(answers.map(({ status }) => status)).toEqual([204, 404]);
    expect(answers[0].text).toBe('');
    expect(sandbox.projectKeys()).toEqual([]);
  });

  test('fails with 404 under another project, and leaves the key alone', async () => {
    // GIVEN
    const key = sandbox.seedProjectKey({ name: 'kept' });

    // WHEN
    const answer = await request(sandbox, 'DELETE', `/projects/${sandbox.otherProjectId}/tokens/${key.id}`);

    // THEN
    expect(answer.status).toBe(404);
    expect(await sandbox.works(key.value)).toBe(true);
  });
});

describe('workspace keys', () => {
  test.each([['making', 'POST', ''], ['deleting', 'DELETE', '/any']])('fails with 403 for %s one with a workspace key', async (_, method, more) => {
    // WHEN
    const answer = await request(sandbox, method, `${workspaceTokens(sandbox)}${more}`, { body: { name: 'a' } });

    // THEN
    expect(answer.status).toBe(403);
    expect(answer.body.error).toEqual({ code: 403, status: 'Forbidden', message: expect.stringContaining('do it in the Ory Console') });
    expect(sandbox.workspaceKeys()).toHaveLength(1);
  });
});

describe('paths that the Console does not have', () => {
  test.each(['/', '/projects', '/projects//tokens/', '//', '/sandboxes'])('fails with 404 for %s', async (path) => {
    expect((await request(sandbox, 'GET', path)).status).toBe(404);
  });

  test('fails with 405 for another method', async () => {
    const answer = await request(sandbox, 'PUT', workspaceTokens(sandbox));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('fails with 400 for a path that is not well encoded', async () => {
    expect((await request(sandbox, 'GET', '/projects/%ff/tokens')).status).toBe(400);
  });
});
