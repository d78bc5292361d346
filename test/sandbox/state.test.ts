import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../sandbox';
import { projectTokens, request } from './request';

let directory: string;
let stateFile: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
  stateFile = join(directory, 'deep', 'state.json');
});

afterEach(() => rmSync(directory, { recursive: true }));

async function using<T>(use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await Sandbox.start({ stateFile });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

test('a second sandbox over the same file goes on where the first stopped', async () => {
  // GIVEN
  const before = await using(async (sandbox) => {
    sandbox.seedProjectKey({ name: 'one' });
    sandbox.seedProjectKey({ name: 'two', expiresAt: '2030-12-31T23:59:59.25+02:00', projectId: sandbox.otherProjectId });
    sandbox.seedWorkspaceKey({ name: 'three' });
    return snapshot(sandbox);
  });

  // WHEN
  const after = await using(async (sandbox) => snapshot(sandbox));

  // THEN
  expect(after).toStrictEqual(before);
});

test('a made and a deleted key are on disk before the answer is sent', async () => {
  await using(async (sandbox) => {
    // WHEN
    const { body } = await request(sandbox, 'POST', projectTokens(sandbox), { body: { name: 'k' } });
    const made = readFileSync(stateFile, 'utf8');
    await request(sandbox, 'DELETE', `${projectTokens(sandbox)}/${body.id}`);
    const deleted = readFileSync(stateFile, 'utf8');

    // THEN
    expect([made.includes(body.id), deleted.includes(body.id)]).toEqual([true, false]);
  });
});

test('the file is for its owner alone, and nothing else is left beside it', async () => {
  await using(async (sandbox) => {
    // WHEN
    sandbox.seedProjectKey({ name: 'k' });

    // THEN
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(directory, 'deep'))).toEqual(['state.json']);
  });
});

test('without a file every sandbox is new', async () => {
  // WHEN
  const sandboxes = [await Sandbox.start(), await Sandbox.start()];

  // THEN
  expect(sandboxes[0].workspaceId).not.toBe(sandboxes[1].workspaceId);
  expect(sandboxes[0].url).not.toBe(sandboxes[1].url);
  await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
});

test('ids can be chosen for a new state', async () => {
  // WHEN
  const sandbox = await Sandbox.start({ workspaceId: 'w', projectIds: ['p', 'q'] });

  // THEN
  expect([sandbox.workspaceId, sandbox.projectId, sandbox.otherProjectId]).toEqual(['w', 'p', 'q']);
  await sandbox.close();
});

test.each(['{', 'null', '[]', '{"workspaceId":"w"}'])('fails for a file that holds %s, and leaves it alone', async (text) => {
  // GIVEN
  stateFile = join(directory, 'other.json');
  writeFileSync(stateFile, text);

  // WHEN
  const starting = Sandbox.start({ stateFile });

  // THEN
  await expect(starting).rejects.toThrow('is no state of a sandbox');
  expect(readFileSync(stateFile, 'utf8')).toBe(text);
});

test('the variables for Terraform name the owner ids only on request', async () => {
  await using(async (sandbox) => {
    expect(sandbox.env()).toStrictEqual({ ORY_CONSOLE_API_URL: sandbox.url, ORY_WORKSPACE_API_KEY: sandbox.workspaceKey });
    expect(sandbox.env({ projectId: true, workspaceId: true })).toMatchObject({
      ORY_PROJECT_ID: sandbox.projectId,
      ORY_WORKSPACE_ID: sandbox.workspaceId,
    });
  });
});

function snapshot(sandbox: Sandbox): unknown {
  return {
    workspaceKey: sandbox.workspaceKey,
    keys: [...sandbox.workspaceKeys(), ...sandbox.projectKeys(), ...sandbox.projectKeys(sandbox.otherProjectId)],
  };
}
