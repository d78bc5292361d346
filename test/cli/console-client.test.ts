import { fetchListing } from '../../src/cli/adopt/console-client';
import { Progress } from '../../src/cli/adopt/progress';
import { settingsOf } from '../../src/cli/adopt/settings';
import { processIo } from '../../src/cli/io';
import { BEARER, FakeConsole, NOW, PROJECT, runIn, WORKSPACE } from './support';

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
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message), waits: [] });
  expect(fake.requests).toHaveLength(1);
});

test.each([429, 500, 503])('%d is tried again, after longer and longer waits', async (status) => {
  // GIVEN
  fake.answerInTurn({ status }, { status }, { status });

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 0, waits: [1000, 2000, 4000] });
});

test.each([
  ['3', 3000],
  ['0', 0],
  ['Tue, 01 Jan 2030 00:00:07 GMT', 7000],
  ['Mon, 31 Dec 2029 00:00:00 GMT', 0],
  ['soon', 1000],
])('the wait that the server asks for is kept: Retry-After %s', async (retryAfter, wait) => {
  // GIVEN
  expect(NOW).toBe('2030-01-01T00:00:00Z');
  fake.answerInTurn({ status: 429, headers: { 'retry-after': retryAfter } });

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 0, waits: [wait] });
});

test.each([
  [429, /answered 429: too many requests; gave up after 4 attempts: try again later/],
  [502, /answered 502: the Console has a failure of its own; gave up after 4 attempts/],
])('fails when %d does not end', async (status, message) => {
  // GIVEN
  fake.answerInTurn(...Array.from({ length: 9 }, () => ({ status })));

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
  expect(fake.requests).toHaveLength(4);
});

test('fails at once when the server asks for a wait that is the user\'s to choose', async () => {
  // GIVEN
  fake.answerInTurn({ status: 429, headers: { 'retry-after': '3600' } });

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('asks to wait 3600 s: try again then'), waits: [] });
});

test('a connection that breaks off is tried again, before and within the answer', async () => {
  // GIVEN
  const breaks = [
    () => fake.requests[0].socket.destroy(),
    () => fake.requests[1].socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[', () => fake.requests[1].socket.destroy()),
  ];
  fake.answer = (_, response) => (breaks.shift() ?? (() => { response.end('[]'); }))();

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 0, waits: [1000, 2000] });
});

test.each([
  ['no answer', () => undefined],
  ['half an answer', (response: { write(text: string): unknown }) => response.write('[')],
])('fails after the timeout when there is %s', async (_, begin) => {
  // GIVEN
  fake.answer = (__, response) => { begin(response); };

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project', '--timeout', '0.2');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('gave no whole answer within 0.2 s; try again, or with a larger --timeout') });
});

test('fails when nothing listens', async () => {
  // GIVEN
  const { env } = fake;
  await fake.close();

  // WHEN
  const ran = await runIn({ env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('refused the connection; nothing listens there'), waits: [] });
});

test.each([
  [{ code: 'ENOTFOUND' }, /has a host name that is not known/],
  [{ code: 'CERT_HAS_EXPIRED' }, /cannot be reached \(CERT_HAS_EXPIRED\)/],
  [undefined, /the connection to .* broke off; gave up after 4 attempts/],
])('fails when fetch does, for %p', async (cause, message) => {
  // GIVEN
  const fetching = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError(`fetch failed with ${BEARER}`, { cause }));

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  fetching.mockRestore();
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
});

test.each([
  ['no JSON', '{"a": ory_wak_S3cretS3cretS3cret', /is not valid JSON; expected JSON/],
  ['HTML', '<html>ory_wak_S3cretS3cretS3cret', /is HTML or XML; expected JSON/],
  ['nothing', '', /is empty; expected JSON/],
  ['no UTF-8', Buffer.from([0xff, 0xfe]), /is not UTF-8 text/],
  ['an object', '{"keys":[]}', /JSON of another shape: a value of type object instead of a list/],
  ['null', 'null', /another shape: null instead of a list/],
  ['a list of texts', '["a"]', /entry 1 of 1 is a value of type string instead of an object/],
  ['a list of lists', '[[]]', /entry 1 of 1 is a list instead of an object/],
  ['an id that is none', '[{"id":"${x}","name":"a"}]', /entry 1 of 1 has an id that is no UUID/],
  ['no id', '[{"name":"a"}]', /entry 1 of 1 has an id that is no UUID/],
  ['no name', `[{"id":"${PROJECT}"}]`, /entry 1 of 1 has nothing as name instead of a text/],
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

  // WHEN
  const listing = fetchListing(settingsOf('project', undefined, fake.env), { timeout: 5000, mostBytes: 1000 }, processIo(), new Progress({ write: () => true }));

  // THEN
  await expect(listing).rejects.toThrow(/is larger than 1000 bytes; that is no list of keys/);
});
