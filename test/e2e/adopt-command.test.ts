import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';
import * as library from '../../src';
import { HOSTILE_NAMES } from '../cli/hostile-names';
import { tracksWorkspaceKeys } from './support/capabilities';
import { useSandbox } from './support/e2e';

const ROOT = join(__dirname, '..', '..');
const PROJECT_KEYS = 200;
const WORKSPACE_KEYS = 20;

const e2e = useSandbox();

/** What the command prints, run as a process of its own. */
function command(args: readonly string[], env: Record<string, string>, input = ''): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const program = [process.execPath, '-r', 'ts-node/register/transpile-only', join(ROOT, 'src', 'cli', 'main.ts')];
  const child = spawn(program[0], [...program.slice(1), ...args], {
    cwd: ROOT, env: { PATH: process.env.PATH, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, ...said }));
  });
}

/** Runs the code that the command printed: its `adoptKeys(scope)`. */
function adoptWith(code: string, scope: unknown): void {
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { adoptKeys?: (scope: unknown) => void } = {};
  new Function('require', 'exports', outputText)(() => library, exported);
  exported.adoptKeys!(scope);
}

test('200 project keys and 20 workspace keys with hostile names are adopted through the command, and none is lost', async () => {
  // given: the API answers 429 and 500 in between
  const { sandbox } = e2e;
  for (let index = 0; index < PROJECT_KEYS; index += 1) {
    sandbox.seedProjectKey({ name: HOSTILE_NAMES[index % HOSTILE_NAMES.length], expiresAt: index % 3 === 0 ? '2051-01-01T00:00:00Z' : undefined });
  }
  for (let index = 0; index < WORKSPACE_KEYS; index += 1) {
    sandbox.seedWorkspaceKey({ name: HOSTILE_NAMES[index] });
  }
  const before = sandbox.projectKeys();
  sandbox.fault({ kind: 'status', status: 429, retryAfter: 1, times: 2 });
  sandbox.fault({ kind: 'status', status: 500 });

  // when
  const env = sandbox.env({ projectId: true, workspaceId: true });
  const project = await command(['adopt', 'project'], env);
  const workspace = await command(['adopt', 'workspace'], env);

  // then: the code adopts them all
  expect([project.exitCode, workspace.exitCode]).toEqual([0, 0]);
  expect(sandbox.log().filter(({ status }) => status === 429 || status === 500)).toHaveLength(3);
  const run = await e2e.stack((stack) => {
    adoptWith(project.stdout, stack);
    if (tracksWorkspaceKeys()) { // else the build has no resource to adopt them into
      adoptWith(workspace.stdout, stack);
    }
    new library.ApiKeyInventory(stack, 'Inventory');
  });
  const plan = await run.plan();
  const tracked = PROJECT_KEYS + (tracksWorkspaceKeys() ? sandbox.workspaceKeys().length : 0);
  expect(plan.changes.filter(({ importing, actions }) => importing && actions.join() === 'no-op')).toHaveLength(tracked);
  expect(plan.changes).toHaveLength(tracked);
  await run.apply();
  expect((await run.plan()).changes).toEqual([]);
  expect(sandbox.projectKeys()).toEqual(before);

  // and the inventory lists them, without a value
  const outputs = JSON.stringify(await run.outputs());
  const inventory = await command(['inventory'], {}, outputs);
  expect(inventory.exitCode).toBe(0);
  expect(inventory.stdout.split('\n').filter((line) => /^\| (?:\d{4}-|–)/.test(line))).toHaveLength(tracked);
  for (const { value } of [...before, ...sandbox.workspaceKeys()]) {
    expect(project.stdout + project.stderr + workspace.stdout + workspace.stderr + outputs + inventory.stdout).not.toContain(value);
  }
});
