import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { processIo } from '../../src/cli/io';
import { BEARER, runIn } from './support';

test.each(['--help', '-h'])('%s shows the commands', async (flag) => {
  expect(await runIn({}, flag)).toMatchObject({ code: 0, stdout: expect.stringMatching(/usage: cdktf-ory-api-keys COMMAND[^]*adopt[^]*inventory[^]*check-plan/), stderr: '' });
});

test.each([
  ['adopt', '--help'], ['adopt', 'project', '-h'], ['inventory', '--format', '--help'],
])('%s %s shows the help of the command', async (...argv) => {
  expect(await runIn({}, ...argv)).toMatchObject({ code: 0, stdout: expect.stringContaining(`usage: ${argv[0] === 'adopt' ? '' : 'terraform output -json | '}cdktf-ory-api-keys ${argv[0]}`) });
});

test('--version shows the version of the package', async () => {
  // GIVEN
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

  // THEN
  expect(await runIn({}, '--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test.each([
  [[], 'no command was given; expected adopt, inventory or check-plan, or --help'],
  [['frob'], 'there is no command "frob"; expected adopt, inventory or check-plan'],
  [[BEARER], 'there is no command "ory_wak_***"'],
  [['adopt'], 'what to adopt is missing; expected "adopt project" or "adopt workspace"'],
  [['adopt', 'key'], 'what to adopt is "key"; expected project or workspace'],
  [['adopt', 'project', 'x'], 'unexpected argument "x"; name the project with --project'],
  [['adopt', 'project', '--workspace', 'x'], 'Unknown option \'--workspace\''],
  [['adopt', 'project', '--\u001b[31m'], 'Unknown option \'--\\u{1b}[31m\''],
  [['adopt', 'project', '--language', 'rust'], '--language is "rust"; expected typescript, python, go or java'],
  [['adopt', 'project', '--timeout', '0'], '--timeout is "0"; expected a number of seconds above 0, up to 3600'],
  [['adopt', 'project', '--timeout', '1e9'], '--timeout is "1e9"'],
  [['adopt', 'project', '--timeout', '3601'], '--timeout is "3601"'],
  [['adopt', 'project', '--', '--help'], 'unexpected argument "--help"'],
  [['adopt', 'project', '--lang', 'go'], 'Unknown option \'--lang\''],
  [['inventory', '--fail', '14'], 'Unknown option \'--fail\''],
  [['check-plan', '--form', 'json'], 'Unknown option \'--form\''],
  [['inventory', '--format', 'csv'], '--format is "csv"; expected markdown, table or json'],
  [['inventory', '--now', '2030-01-01'], '--now is "2030-01-01": a date alone names no instant'],
  [['inventory'], 'nothing is piped in; run "terraform output -json | cdktf-ory-api-keys inventory"'],
])('fails with exit code 2 for the arguments %p', async (argv, message) => {
  expect(await runIn({}, ...argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('fails with exit code 1 and no secret on what was not foreseen', async () => {
  // GIVEN
  const env = new Proxy({}, { get: (_, name) => { if (name === 'ORY_PROJECT_ID') { throw new Error(`odd ${BEARER}\n`); } return undefined; } });

  // WHEN
  const ran = await runIn({ env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 1, stderr: 'error: unexpected failure: Error: odd ory_wak_***\\n\n' });
});

test.each([['adopt'], ['inventory'], ['check-plan']])('%s has help of its own, which fits a terminal and names every exit code of its own', async (name) => {
  // WHEN
  const { code, stdout } = await runIn({}, name, '--help');

  // THEN
  expect(code).toBe(0);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(/exit code 3/i.test(stdout)).toBe(name !== 'adopt');
});

test('the overview names the exit codes', async () => {
  expect((await runIn({}, '--help')).stdout).toContain('Exit codes: 0 done, 1 failed, 2 wrong command line, 3 a check found something.\n');
});

describe('the world of the process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-commands-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('writes files, and overwrites none unless it may', async () => {
    // GIVEN
    const io = processIo();
    const path = join(folder, 'a');

    // WHEN
    await io.writeFile(path, 'one', false);
    await expect(io.writeFile(path, 'two', false)).rejects.toThrow(/EEXIST/);
    await io.writeFile(path, 'three', true);

    // THEN
    expect(readFileSync(path, 'utf8')).toBe('three');
  });

  /** A terminal that takes what is written, or fails with a code. */
  function world(env: { readonly [name: string]: string }, code?: string): ReturnType<typeof processIo> {
    const stream = () => Object.assign(
      new Writable({ write: (_, __, done) => done(code === undefined ? null : Object.assign(new Error('broken'), { code })) }), { isTTY: true },
    );
    return processIo({ env, stdin: process.stdin, stdout: stream(), stderr: stream() } as never);
  }

  test.each([
    [{}, true], [{ NO_COLOR: '1' }, false], [{ NO_COLOR: '' }, true], [{ TERM: 'dumb' }, false], [{ TERM: 'xterm' }, true],
  ])('a terminal is told more than plain lines with %p: %p', (env, more) => {
    expect(world(env).stderr.isTTY).toBe(more);
  });

  test('fails when not all that was written has been taken, and only then', async () => {
    // GIVEN
    const io = world({}, 'ENOSPC');
    await io.flush();

    // WHEN
    io.stdout.write('a');
    io.stdout.write('b');

    // THEN
    await expect(io.flush()).rejects.toThrow('standard output cannot be written (ENOSPC)');
  });

  test('a reader that is gone is no failure', async () => {
    const io = world({}, 'EPIPE');
    io.stdout.write('a');
    await expect(io.flush()).resolves.toBeUndefined();
  });
});
