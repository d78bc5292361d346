import { settingsOf } from '../../src/cli/adopt/settings';
import { BEARER, PROJECT, runIn, WORKSPACE } from './support';

const ENV = { ORY_WORKSPACE_API_KEY: BEARER, ORY_PROJECT_ID: PROJECT };

test('without a URL the Console of Ory Network is asked, and an option names the owner before a variable does', () => {
  expect(settingsOf('project', WORKSPACE, ENV)).toEqual({
    kind: 'project', ownerId: WORKSPACE, baseUrl: 'https://api.console.ory.sh', url: `https://api.console.ory.sh/projects/${WORKSPACE}/tokens`, bearer: BEARER,
    proxies: { httpsProxy: '', httpProxy: '', noProxy: '' },
  });
});

test.each([
  'https://console.example/api/', 'http://localhost:4000', 'http://127.0.0.1:4000', 'http://127.1.2.3', 'http://[::1]:4000',
])('the URL %s may be asked', (url) => {
  expect(settingsOf('project', undefined, { ...ENV, ORY_CONSOLE_API_URL: url }).url).toBe(`${url.replace(/\/$/, '')}/projects/${PROJECT}/tokens`);
});

test.each([
  [1, { ORY_WORKSPACE_API_KEY: undefined }, 'ORY_WORKSPACE_API_KEY is not set; set it to a workspace API key'],
  [1, { ORY_WORKSPACE_API_KEY: `${BEARER}\n` }, 'ORY_WORKSPACE_API_KEY (not shown here) holds a blank, a line end'],
  [1, { ORY_WORKSPACE_API_KEY: `${BEARER}ä` }, 'not ASCII'],
  [2, { ORY_PROJECT_ID: undefined }, 'no project was named; give --project UUID, or set ORY_PROJECT_ID'],
  [1, { ORY_PROJECT_ID: '../x' }, 'ORY_PROJECT_ID is "../x"; expected the UUID of a project'],
  [1, { ORY_PROJECT_ID: BEARER }, 'ORY_PROJECT_ID is "ory_wak_***"'],
  [1, { ORY_CONSOLE_API_URL: 'nonsense' }, 'ORY_CONSOLE_API_URL is no URL'],
  [1, { ORY_CONSOLE_API_URL: 'http://console.example' }, 'must not travel in clear text, so http: is for this machine alone'],
  [1, { ORY_CONSOLE_API_URL: 'http://127.0.0.1.example' }, 'must not travel in clear text'],
  [1, { ORY_CONSOLE_API_URL: 'ftp://127.0.0.1' }, 'begins with "ftp:"; expected https:'],
  [1, { ORY_CONSOLE_API_URL: `https://u:${BEARER}@console.example` }, 'holds a user, a password, a query or a fragment (not shown here)'],
  [1, { ORY_CONSOLE_API_URL: 'https://console.example?a=b' }, 'a query or a fragment'],
])('fails with exit code %d for %p', async (code, env, message) => {
  // WHEN
  const ran = await runIn({ env: { ...ENV, ...env } }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
});

test('fails with exit code 2 for an option that is no UUID', async () => {
  // WHEN
  const ran = await runIn({ env: ENV }, 'adopt', 'workspace', '--workspace', '${x}');

  // THEN
  expect(ran).toMatchObject({ code: 2, stderr: 'error: --workspace is "${x}"; expected the UUID of a workspace, as the Ory Console shows it\n' });
});
