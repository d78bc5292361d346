import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, IncomingMessage, Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo, connect, Socket } from 'node:net';
import { join } from 'node:path';
import { BundledProgram } from './program';
import { BEARER, PROJECT, runIn, uuid } from './support';

/** The Console's host, which no resolver knows: only the proxy can reach it. */
const HOST = 'console.invalid';

const program = new BundledProgram();
const sockets = new Set<Socket>();
let proxy: Server;
let secureConsole: Server;
/** What the proxy was asked to connect to, and with which credentials. */
let tunnels: { readonly to: string | undefined; readonly credentials: string | undefined }[];
/** The answer of the proxy to the next call, in place of a tunnel. */
let refusal: string | undefined;
let certificate: string;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listening<T extends Server>(server: T): Promise<T> {
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

beforeAll(async () => {
  certificate = join(program.folder, 'certificate.pem');
  const keyFile = join(program.folder, 'key.pem');
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${HOST}`,
    '-addext', `subjectAltName=DNS:${HOST}`, '-keyout', keyFile, '-out', certificate,
  ], { stdio: 'pipe' });
  secureConsole = await listening(createHttpsServer({ key: readFileSync(keyFile), cert: readFileSync(certificate) }, (request, response) => {
    response.end(JSON.stringify(request.headers.authorization === `Bearer ${BEARER}` ? [{ id: uuid(1), name: 'behind the proxy' }] : []));
  }));
  proxy = await listening(createHttpServer());
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    tunnels.push({ to: request.url, credentials: request.headers['proxy-authorization'] });
    socket.on('error', () => undefined);
    if (refusal !== undefined) {
      socket.end(refusal);
      return;
    }
    const beyond = connect(portOf(secureConsole), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      beyond.pipe(socket).pipe(beyond);
    });
    sockets.add(beyond.on('error', () => undefined));
  });
});

beforeEach(() => {
  tunnels = [];
  refusal = undefined;
});

afterAll(async () => {
  sockets.forEach((socket) => socket.destroy());
  await Promise.all([proxy, secureConsole].map((server) => new Promise((resolve) => server.close(resolve))));
  program.remove();
});

function env(more: { readonly [name: string]: string | undefined } = {}): { [name: string]: string | undefined } {
  return {
    ORY_CONSOLE_API_URL: `https://${HOST}`, ORY_WORKSPACE_API_KEY: BEARER, ORY_PROJECT_ID: PROJECT, NODE_EXTRA_CA_CERTS: certificate,
    HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`, ...more,
  };
}

test('the Console is asked through the proxy that HTTPS_PROXY names, which sees neither bearer nor keys', async () => {
  // WHEN
  const ran = await program.shell('$ory adopt project --dry-run', { env: env() });

  // THEN
  expect(ran).toMatchObject({ status: 0, stdout: expect.stringContaining('behind the proxy') });
  expect(tunnels).toEqual([{ to: `${HOST}:443`, credentials: undefined }]);
});

test('the proxy is told the credentials of its address', async () => {
  // WHEN
  const ran = await program.shell('$ory adopt project --dry-run', { env: env({ HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${portOf(proxy)}` }) });

  // THEN
  expect(ran).toMatchObject({ status: 0 });
  expect(tunnels).toEqual([{ to: `${HOST}:443`, credentials: `Basic ${Buffer.from('me:p@ss').toString('base64')}` }]);
});

test.each([
  ['https_proxy', {}], ['HTTP_PROXY', { HTTPS_PROXY: undefined }], ['http_proxy', { HTTPS_PROXY: '' }],
])('%s names one, too', async (variable, more) => {
  // WHEN
  await program.shell('$ory adopt project --dry-run', { env: env({ ...more, [variable]: `http://127.0.0.1:${portOf(proxy)}` }) });

  // THEN
  expect(tunnels).toHaveLength(1);
});

test.each([HOST, '.invalid', '*.invalid', 'a.example, console.invalid:443', '*'])('no proxy is asked for a host that NO_PROXY has, as %s', async (NO_PROXY) => {
  // WHEN
  const ran = await runIn({ env: env({ NO_PROXY }) }, 'adopt', 'project');

  // THEN
  expect(tunnels).toEqual([]);
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(`https://${HOST}, or the proxy on the way to it, has a host name that is not known`) });
});

test('NO_PROXY lets off no other host, and no other port', async () => {
  // GIVEN
  refusal = 'HTTP/1.1 403 Forbidden\r\n\r\n';

  // WHEN
  await runIn({ env: env({ NO_PROXY: `example.org,${HOST}:8443,other.${HOST}` }) }, 'adopt', 'project');

  // THEN
  expect(tunnels).toHaveLength(1);
});

test.each([
  ['HTTP/1.1 403 Forbidden\r\n\r\n', /the proxy on the way to https:\/\/console\.invalid answered 403 instead of connecting to it; check HTTPS_PROXY and NO_PROXY/],
  ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', /the proxy on the way to https:\/\/console\.invalid answered 407 instead/],
])('fails plainly when the proxy answers %p', async (answer, message) => {
  // GIVEN
  refusal = answer;

  // WHEN
  const ran = await runIn({ env: env({ HTTPS_PROXY: `http://u:S3cretS3cret@127.0.0.1:${portOf(proxy)}` }) }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
});

test('fails plainly when there is no proxy at its address', async () => {
  // GIVEN
  const gone = await listening(createHttpServer());
  const port = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));

  // WHEN
  const ran = await runIn({ env: env({ HTTPS_PROXY: `http://127.0.0.1:${port}` }) }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('or the proxy on the way to it, refused the connection; nothing listens there: check ORY_CONSOLE_API_URL, HTTPS_PROXY') });
});

test.each(['proxy.example:3128', 'socks5://u:S3cretS3cret@proxy.example', 'nonsense'])('fails on the proxy %s, which is not shown', async (HTTPS_PROXY) => {
  expect(await runIn({ env: env({ HTTPS_PROXY }) }, 'adopt', 'project')).toMatchObject({
    code: 1, stderr: 'error: HTTPS_PROXY (not shown here) is no address of a proxy; expected one such as http://proxy.example:3128\n',
  });
});

test('a Console on this machine is asked without a proxy', async () => {
  // WHEN
  const ran = await runIn({ env: env({ ORY_CONSOLE_API_URL: 'http://127.0.0.1:1', HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` }) }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('http://127.0.0.1:1 refused the connection') });
  expect(tunnels).toEqual([]);
});
