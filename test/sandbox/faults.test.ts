import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, Sandbox } from '../../sandbox';
import { projectTokens, request, workspaceTokens } from './request';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(() => sandbox.close());

function create() {
  return request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'k' } });
}

test('a status before the change prevents it', async () => {
  // GIVEN
  sandbox.fault({ kind: 'status', status: 429, retryAfter: 7 });

  // WHEN
  const answer = await create();

  // THEN
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(answer.body.error).toMatchObject({ code: 429, status: 'Too Many Requests' });
  expect(sandbox.projectKeys()).toHaveLength(0);
});

test('a status after the change hides that it was made', async () => {
  // GIVEN
  sandbox.fault({ kind: 'status', stage: 'after' });

  // WHEN
  const answer = await create();

  // THEN
  expect(answer.status).toBe(500);
  expect(answer.headers.get('retry-after')).toBeNull();
  expect(answer.text).not.toContain('ory_pat_');
  expect(sandbox.projectKeys()).toHaveLength(1);
});

test.each([['before', 0], ['after', 1]] as const)('fails on the connection when it is dropped %s the change', async (stage, keys) => {
  // GIVEN
  sandbox.fault({ kind: 'drop', stage });

  // WHEN
  const answer = create();

  // THEN
  await expect(answer).rejects.toThrow();
  expect(sandbox.projectKeys()).toHaveLength(keys);
});

test.each([['before', 0], ['after', 1]] as const)('bad JSON %s the change is a success that cannot be read', async (stage, keys) => {
  // GIVEN
  sandbox.fault({ kind: 'bad-json', stage });

  // WHEN
  const answer = await create();

  // THEN
  expect(answer.status).toBe(200);
  expect(answer.body).toBeUndefined();
  expect(sandbox.projectKeys()).toHaveLength(keys);
});

test('a delay only makes the answer late', async () => {
  // GIVEN
  sandbox.fault({ kind: 'delay', delayMs: 60 });

  // WHEN
  const begin = performance.now();
  const answer = await create();

  // THEN
  expect(answer.status).toBe(201);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(55);
});

test.each([['before', 0], ['after', 1]] as const)('whoever leaves during a delay %s the change has made %i keys', async (stage, keys) => {
  // GIVEN
  sandbox.fault({ kind: 'delay', delayMs: 80, stage });
  const leaving = new AbortController();

  // WHEN
  const arrived = sandbox.nextRequest({ method: 'POST' });
  const answer = fetch(sandbox.url + projectTokens(sandbox), {
    method: 'POST',
    body: '{"name":"k"}',
    headers: { authorization: `Bearer ${sandbox.workspaceKey}` },
    signal: leaving.signal,
  });
  await arrived;
  await sleep(20);
  leaving.abort();

  // THEN
  await expect(answer).rejects.toThrow();
  await sleep(100);
  expect(sandbox.projectKeys()).toHaveLength(keys);
});

test('faults that fit are used up in the order they were asked for', async () => {
  // GIVEN
  sandbox.fault({ kind: 'status', status: 500, times: 2 });
  sandbox.fault({ kind: 'status', status: 429 });

  // WHEN
  const answers = [await create(), await create(), await create(), await create()];

  // THEN
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 429, 201]);
});

test('a fault hits only the method and path it is for', async () => {
  // GIVEN
  sandbox.fault({ kind: 'status', status: 503, method: 'get', path: 'workspaces' });

  // WHEN
  const statuses = [
    (await create()).status,
    (await request(sandbox, 'GET', projectTokens(sandbox))).status,
    (await request(sandbox, 'GET', workspaceTokens(sandbox))).status,
    (await request(sandbox, 'GET', workspaceTokens(sandbox))).status,
  ];

  // THEN
  expect(statuses).toEqual([201, 200, 503, 200]);
});

test('the sandbox\'s own routes are never hit', async () => {
  // GIVEN
  sandbox.fault({ kind: 'drop', times: 9 });

  // THEN
  expect(await sandbox.works(sandbox.workspaceKey)).toBe(true);
});

test('cleared faults hit nobody', async () => {
  // GIVEN
  sandbox.fault({ kind: 'drop', times: 9 });

  // WHEN
  sandbox.clearFaults();

  // THEN
  expect((await create()).status).toBe(201);
});

test('closing does not wait for a delay, and what was delayed is not done', async () => {
  // GIVEN
  sandbox.fault({ kind: 'delay', delayMs: 60_000 });
  const arrived = sandbox.nextRequest();
  const answer = create();
  answer.catch(() => undefined);
  await arrived;

  // WHEN
  await sandbox.close();

  // THEN
  await expect(answer).rejects.toThrow();
  expect(sandbox.projectKeys()).toHaveLength(0);
});

test.each([
  [{ kind: 'explode' }, 'kind'],
  [{ kind: 'drop', stage: 'meanwhile' }, 'stage'],
  [{ kind: 'drop', method: 1 }, 'method'],
  [{ kind: 'drop', path: 1 }, 'path'],
  [{ kind: 'status', status: 200 }, 'status'],
  [{ kind: 'delay', delayMs: -1 }, 'delayMs'],
  [{ kind: 'status', retryAfter: 0.5 }, 'retryAfter'],
  [{ kind: 'drop', times: 0 }, 'times'],
  [null, 'JSON object'],
])('fails for %j, which is no fault', (fault, message) => {
  expect(() => sandbox.fault(fault as unknown as Fault)).toThrow(message);
});
