import { fetchListing, Patience } from '../../src/cli/adopt/console-client';
import { Progress } from '../../src/cli/adopt/progress';
import { settingsOf } from '../../src/cli/adopt/settings';
import { BEARER, FakeConsole, PROJECT, runIn, WORKSPACE } from './support';

let fake: FakeConsole;

beforeEach(async () => {
  fake = await FakeConsole.start();
});

afterEach(async () => {
  await fake.close();
});

test.each([
  ['project', `/projects/${PROJECT}/tokens`],
  ['workspace', `/workspaces/${WORKSPACE}/tokens`],
])('the keys of a %s are asked for with the bearer', async (kind, path) => {
  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', kind);

  // THEN
  expect(ran.code).toBe(0);
  expect(fake.requests.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([['GET', path, `Bearer ${BEARER}`]]);
});

test.each([
  [401, /answered 401: it does not accept the key in ORY_WORKSPACE_API_KEY/],
  [403, new RegExp(`answered 403: .*may not read the keys of project ${PROJECT}`)],
  [404, new RegExp(`answered 404: it knows no project ${PROJECT}; check --project or ORY_PROJECT_ID`)],
  [204, /answered 204; expected 200 and a list of keys/],
  [302, /answered 302, a redirect, which is not followed since the bearer would go along/],
  [400, /answered 400; expected 200/],
])('fails with exit code 1 and a clear message on %d, after one attempt', async (status, message) => {
  // GIVEN
  fake.answerInTurn({ status, headers: { location: 'http://127.0.0.1:1/elsewhere' } });

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
  expect(fake.requests).toHaveLength(1);
});

/** The same call, with waits before a repetition that take no time; gives them, in milliseconds, beside the answer. */
async function list(patience: Partial<Patience> = {}): Promise<{ readonly listing: unknown; readonly waits: number[] }> {
  const waits: number[] = [];
  const { setTimeout: real } = global;
  const timer = jest.spyOn(global, 'setTimeout').mockImplementation(((then: () => void, wait: number, ...args: []) => {
    // What a connection waits for is handed to the timer, too.
    const repeats = wait >= 1000 && args.length === 0;
    waits.push(...repeats ? [wait] : []);
    return real(then, repeats ? 0 : wait, ...args);
  }) as typeof setTimeout);
  try {
    const settings = settingsOf('project', undefined, fake.env);
    const listing = await fetchListing(settings, { timeout: 5000, ...patience }, new Progress({ write: () => true }));
    return { listing, waits };
  } finally {
    timer.mockRestore();
  }
}

test.each([429, 500, 502, 503, 504])('%d is tried again, after longer and longer waits', async (status) => {
  // GIVEN
  fake.answerInTurn({ status }, { status }, { status });

  // THEN
  expect(await list()).toEqual({ listing: [], waits: [1000, 2000, 4000] });
  expect(fake.requests).toHaveLength(4);
});

test.each([
  ['3', 3000],
  ['3600', 60_000],
])('the wait that the server asks for is kept, up to a minute: Retry-After %s', async (retryAfter, wait) => {
  // GIVEN
  fake.answerInTurn({ status: 429, headers: { 'retry-after': retryAfter } });

  // THEN
  expect(await list()).toEqual({ listing: [], waits: [wait] });
});

test.each([
  [429, /answered 429: too many requests; try again later$/],
  [502, /answered 502: the Console has a failure of its own; try again later$/],
])('fails when %d does not end', async (status, message) => {
  // GIVEN
  fake.answerInTurn(...Array.from({ length: 9 }, () => ({ status })));

  // THEN
  await expect(list()).rejects.toThrow(message);
  expect(fake.requests).toHaveLength(4);
});

test('a connection that breaks off before the answer is tried again', async () => {
  // GIVEN
  let breaks = 2;
  fake.answer = (request, response) => (breaks-- > 0 ? request.socket.destroy() : response.end('[]'));

  // THEN
  expect(await list()).toMatchObject({ listing: [] });
});

test('fails when the connection breaks off within the answer, since a part of a list is none', async () => {
  // GIVEN
  fake.answer = (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[', () => request.socket.destroy());

  // THEN
  await expect(list()).rejects.toThrow(`the connection to ${fake.url} broke off; try again`);
});

test.each([
  ['before', () => undefined],
  ['within', (response: { write(part: string): unknown }) => response.write('[')],
])('fails when the Console is silent %s the answer', async (_, begin) => {
  // GIVEN
  fake.answer = (__, response) => { begin(response); };

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project', '--timeout', '0.2');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('was silent for 0.2 s; try again, or with a larger --timeout') });
});

test('fails when nothing listens', async () => {
  // GIVEN
  const { env } = fake;
  await fake.close();

  // WHEN
  const ran = await runIn({ env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('refused the connection; nothing listens there') });
});

test('fails when what answers speaks no HTTP', async () => {
  // GIVEN
  fake.answer = (request) => request.socket.end('ory_wak_S3cretS3cretS3cret\r\n\r\n');

  // THEN
  await expect(list()).rejects.toThrow(`what answers at ${fake.url} speaks no HTTP; check ORY_CONSOLE_API_URL`);
});

test.each([
  ['no JSON', '{"a": ory_wak_S3cretS3cretS3cret', /is not valid JSON; expected JSON/],
  ['HTML', '<html>ory_wak_S3cretS3cretS3cret', /is HTML or XML; expected JSON/],
  ['nothing', '', /is empty; expected JSON/],
  ['no UTF-8', Buffer.from([0xff, 0xfe]), /is not UTF-8 text/],
  ['an object', '{"keys":[]}', /JSON of another shape: a value of type object instead of a list/],
  ['null', 'null', /another shape: null instead of a list/],
  ['a list of strings', '["a"]', /entry 1 of 1 is a value of type string instead of an object/],
  ['a list of lists', '[[]]', /entry 1 of 1 is a list instead of an object/],
  ['an id that is none', '[{"id":"${x}","name":"a"}]', /entry 1 of 1 has an id that is no UUID/],
  ['no id', '[{"name":"a"}]', /entry 1 of 1 has an id that is no UUID/],
  ['no name', `[{"id":"${PROJECT}"}]`, /entry 1 of 1 has nothing as name instead of a string/],
  ['an odd expiry', `[{"id":"${PROJECT}","name":"a","expires_at":12}]`, /has a value of type number as expires_at/],
  ['a key twice', `[{"id":"${PROJECT}","name":"a"},{"id":"${PROJECT.toUpperCase()}","name":"b"}]`, /lists the key .* twice/],
])('fails on an answer that is %s, and repeats nothing of it', async (_, body, message) => {
  // GIVEN
  fake.answer = (__, response) => { response.end(body); };

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
});

test('fails on an answer that is too large, without reading it to the end', async () => {
  // GIVEN
  fake.answer = (_, response) => { response.end('x'.repeat(100_000)); };

  // THEN
  await expect(list({ mostBytes: 1000 })).rejects.toThrow(/is larger than 1000 bytes; that is no list of keys/);
});
