import { Sandbox } from '../../sandbox';
import { clearFaults, fault, log } from '../../sandbox/commands/faults';
import { list, seed } from '../../sandbox/commands/keys';
import { start } from '../../sandbox/commands/start';
import { Command } from '../../src/cli/arguments';
import { UsageError } from '../../src/cli/failure';
import { CommandIo, processIo } from '../../src/cli/io';
import { projectTokens, request } from './request';

let sandbox: Sandbox;
let written: string;

const io: CommandIo = { ...processIo(), stdout: { write: (part) => { written += part; } } };

/** The lines that were written. */
function printed(): string[] {
  return written.split('\n').slice(0, -1);
}

beforeEach(async () => {
  sandbox = await Sandbox.start();
  written = '';
});

afterEach(async () => {
  await sandbox.close();
});

function run(command: Command, ...args: string[]): Promise<void> {
  return command.run([...args, '--url', sandbox.url], io);
}

test('seed makes a project key, prints how to import it, and keeps its value back', async () => {
  // WHEN
  await run(seed, 'project', '--name', 'by hand', '--expires-at', '2030-12-31T23:59:59Z');

  // THEN
  const [key] = sandbox.projectKeys();
  expect(key).toMatchObject({ name: 'by hand', expiresAt: '2030-12-31T23:59:59Z' });
  expect(printed()).toEqual([`key id     ${key.id}`, `import id  ${sandbox.projectId}/${key.id}`]);
});

test('seed prints the value when it is asked to', async () => {
  // WHEN
  await run(seed, 'workspace', '--name', 'w', '--show-value');

  // THEN
  const key = sandbox.workspaceKeys()[1];
  expect(printed()).toContain(`import id  ${sandbox.workspaceId}/${key.id}`);
  expect(printed()).toContain(`value      ${key.value}`);
});

test('seed takes another project', async () => {
  // WHEN
  await run(seed, 'project', '--name', 'p', '--project', sandbox.otherProjectId);

  // THEN
  expect([sandbox.projectKeys().length, sandbox.projectKeys(sandbox.otherProjectId).length]).toEqual([0, 1]);
});

test('list shows names so that they cannot steer the terminal, and no value', async () => {
  // GIVEN
  sandbox.seedProjectKey({ name: 'red \u001b[31m', expiresAt: '2031-01-01T00:00:00Z' });
  sandbox.seedProjectKey({ name: 'plain' });

  // WHEN
  await run(list, 'project');

  // THEN
  expect(printed()).toHaveLength(3);
  expect(printed()[1]).toMatch(/2031-01-01T00:00:00Z {6}"red \\u001b\[31m"$/);
  expect(printed()[2]).toMatch(/never +"plain"$/);
  expect(written).not.toContain('ory_pat_');
});

test('fault has requests go wrong, log shows them, clear-faults ends it', async () => {
  // WHEN
  await run(fault, '--kind', 'status', '--status', '429', '--retry-after', '1', '--method', 'GET', '--path', 'tokens', '--times', '3');
  const hit = await request(sandbox, 'GET', projectTokens(sandbox));
  await run(clearFaults);
  const spared = await request(sandbox, 'GET', projectTokens(sandbox));
  written = '';
  await run(log);

  // THEN
  expect([hit.status, spared.status]).toEqual([429, 200]);
  expect(printed()).toEqual([
    expect.stringMatching(/ {2}429 {2}GET {4}\/projects\/.*\/tokens {2}\(fault: status\)$/),
    expect.stringMatching(/ {2}200 {2}GET {4}\/projects\/.*\/tokens$/),
  ]);
});

test.each<[string, Command, string[], string]>([
  ['a kind of key that is none', seed, ['user', '--name', 'x'], 'is "user"; expected project or workspace'],
  ['no kind of key', list, [], 'the kind of key is missing'],
  ['no name', seed, ['project'], '--name is missing'],
  ['a project for a workspace key', list, ['workspace', '--project', 'p'], '--project goes with project keys only'],
  ['an unknown option', list, ['project', '--verbose'], '--verbose'],
  ['one word too many', log, ['all'], 'unexpected argument "all"'],
  ['a delay without a time', fault, ['--kind', 'delay'], '--kind delay needs --delay-ms'],
  ['a number that is none', fault, ['--kind', 'drop', '--times', 'two'], '--times is "two"; expected a whole number'],
  ['a stage that is none', fault, ['--kind', 'drop', '--stage', 'now'], '--stage is "now"; expected before or after'],
])('fails as a usage error for %s', async (_, command, args, message) => {
  // WHEN
  const running = run(command, ...args);

  // THEN
  await expect(running).rejects.toThrow(UsageError);
  await expect(running).rejects.toThrow(message);
});

test.each([
  [['--port', '65536'], '--port is "65536"; expected a whole number, at most 65535'],
  [['--times', 'local'], '--times is "local"; expected as-sent or utc'],
])('start fails as a usage error for %j', async (args, message) => {
  await expect(start.run(args, io)).rejects.toThrow(message);
});

test('fails with the server\'s own words when it refuses', async () => {
  await expect(run(seed, 'project', '--name', 'x', '--expires-at', 'soon')).rejects.toThrow('expires_at is no RFC 3339 instant');
});

test('fails plainly when no sandbox answers', async () => {
  // GIVEN
  await sandbox.close();

  // THEN
  await expect(run(list, 'project')).rejects.toThrow(`no sandbox answers at ${sandbox.url}`);
});

test('fails as a usage error for a URL that is none', async () => {
  await expect(log.run(['--url', 'localhost'], io)).rejects.toThrow('"localhost" is no URL');
});
