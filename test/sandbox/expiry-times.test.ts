import { Sandbox, SandboxOptions } from '../../sandbox';
import { projectTokens, request, workspaceTokens } from './request';

let sandbox: Sandbox;

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await Sandbox.start(options);
}

function create(expiresAt: string) {
  return request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'k', expires_at: expiresAt } });
}

afterEach(() => sandbox.close());

test.each([
  '2030-12-31T23:59:59Z', '2030-12-31T23:59:59.000Z', '2030-12-31T23:59:59.123456789Z', '2030-12-31T23:59:59+00:00',
  '2030-12-31T23:59:59-23:59', '2028-02-29T00:00:00Z', '2000-02-29T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z',
])('%s is taken and by default answered as it was sent', async (expiresAt) => {
  // GIVEN
  await start();

  // WHEN
  const created = await create(expiresAt);
  const listed = await request(sandbox, 'GET', projectTokens(sandbox));

  // THEN
  expect([created.body.expires_at, listed.body[0].expires_at]).toEqual([expiresAt, expiresAt]);
});

test.each([
  ['2030-12-31T23:59:59Z', '2030-12-31T23:59:59Z'],
  ['2030-12-31T23:59:59.999999999Z', '2030-12-31T23:59:59Z'],
  ['2030-12-31T23:59:59+02:00', '2030-12-31T21:59:59Z'],
  ['2030-12-31T23:59:59-02:30', '2031-01-01T02:29:59Z'],
])('%s is answered as %s in utc style', async (expiresAt, expected) => {
  // GIVEN
  await start({ times: 'utc' });

  // WHEN
  const created = await create(expiresAt);
  const listed = await request(sandbox, 'GET', projectTokens(sandbox));

  // THEN
  expect([created.body.expires_at, listed.body[0].expires_at]).toEqual([expected, expected]);
});

test.each([
  '2030-12-31', '2030-12-31T23:59:59', '2030-12-31 23:59:59Z', '2030-12-31t23:59:59Z', '2030-12-31T23:59:59z', '2030-02-30T00:00:00Z',
  '2031-02-29T00:00:00Z', '2030-00-01T00:00:00Z', '2030-13-01T00:00:00Z', '2030-12-31T24:00:00Z', '2030-12-31T23:60:00Z',
  '2030-12-31T23:59:60Z', '2030-12-31T23:59:59.Z', '2030-12-31T23:59:59+24:00', '2030-12-31T23:59:59+02', '2030-12-31T23:59:59+02:60',
  '9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00', ' 2030-12-31T23:59:59Z', '２０30-12-31T23:59:59Z', 'soon',
])('fails with 400 for %s', async (expiresAt) => {
  // GIVEN
  await start();

  // WHEN
  const answer = await create(expiresAt);

  // THEN
  expect(answer.status).toBe(400);
  expect(sandbox.projectKeys()).toEqual([]);
});

test('a time in the past is taken and makes a dead key', async () => {
  // GIVEN
  await start();

  // WHEN
  const created = await create('2001-01-01T00:00:00Z');

  // THEN
  expect(created.status).toBe(201);
  expect(await sandbox.works(created.body.value)).toBe(false);
});

test('with nullExpiry a key without expiry is answered with null', async () => {
  // GIVEN
  await start({ nullExpiry: true });

  // WHEN
  const created = await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'k' } });
  const projectKeys = await request(sandbox, 'GET', projectTokens(sandbox));
  const workspaceKeys = await request(sandbox, 'GET', workspaceTokens(sandbox));

  // THEN
  expect([created.body, ...projectKeys.body, ...workspaceKeys.body].map((key) => key.expires_at)).toEqual([null, null, null]);
});
