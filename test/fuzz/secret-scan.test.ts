import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataResource, TerraformVariable } from 'cdktf';
import {
  ApiKeyInventory, ApiKeySecret, ApiKeyTracking, ISecretSink, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption,
  RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { run } from '../../src/cli/run';
import { Deployment, useSandbox } from '../e2e/support/e2e';
import { ran } from './support/cases';

/** Keeps the value in the state alone. */
class Sink implements ISecretSink {
  public bind(scope: DataResource, { value, version }: ApiKeySecret): void {
    new DataResource(scope, 'Stored', { input: { value, version } });
  }
}

/** All files that are below a folder but Terraform's own states and providers, with what they hold. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name): [string, string][] => {
    const path = join(folder, name);
    if (name === 'providers' || /\.tfstate(?:\.|$)|\.tfplan$/.test(name)) {
      return []; // README: the state holds every value; a saved plan holds the state
    }
    return lstatSync(path).isDirectory() ? filesIn(path) : [[path, `${name}\n${readFileSync(path, 'latin1')}`]];
  });
}

describe('an app full of secrets', () => {
  const e2e = useSandbox();
  const held = { legacy: 'ory_pat_HeldByTheCaller0001', workspace: 'ory_wak_HeldByTheCaller0002', adopted: 'plain-secret-HeldByTheCaller0003' };
  const said: [string, string][] = [];
  let stack: Deployment;
  let secrets: string[];

  beforeAll(async () => {
    const print = (['log', 'warn', 'error', 'info'] as const).map((method) =>
      jest.spyOn(console, method).mockImplementation((...args) => said.push([`console.${method}`, args.join(' ')])));
    const streams = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => Boolean(said.push(['a stream', String(text)]))));
    const [legacy, adopted] = [e2e.sandbox.seedProjectKey({ name: 'legacy' }), e2e.sandbox.seedProjectKey({ name: 'adopted', expiresAt: '2029-01-01T00:00:00Z' })];
    const workspace = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
    e2e.sandbox.seedProjectKey({ name: `named like ${held.legacy}` });
    stack = await e2e.stack((scope, provider) => {
      const variable = (id: string) => new TerraformVariable(scope, id, { type: 'string', sensitive: true }).stringValue;
      const bearer = variable('bearer');
      provider.workspaceApiKey = bearer;
      const keys = [
        new ProjectApiKey(scope, 'Plain', { name: 'plain', expiresAt: '2030-12-31T23:59:59Z', keepers: { k: 'v' } }),
        ProjectApiKey.importExisting(scope, 'Legacy', { name: 'legacy', keyId: legacy.id, projectId: e2e.sandbox.projectId, value: variable('legacy') }),
        new WorkspaceApiKey(scope, 'Workspace', {
          name: 'deployments', keyId: workspace.id, workspaceId: e2e.sandbox.workspaceId, value: variable('workspace'), tracking: ApiKeyTracking.REFERENCE,
        }),
        new RotatingProjectApiKey(scope, 'Rotating', {
          name: 'rotating', schedule: RotationSchedule.every(3650, { startingAt: '2026-01-01T00:00:00Z' }), adopt: RotationAdoption.importKey(adopted.id, variable('adopted')),
        }),
        new ProjectApiKeySet(scope, 'Set', { keys: { production: { name: 'p' }, staging: { name: 's', expiresAt: '2030-12-31T23:59:59Z' } } }).get('staging'),
        ProjectApiKey.fromApiKeyAttributes(scope, 'Theirs', { name: 'theirs', keyId: legacy.id, value: bearer }),
      ];
      keys.forEach((key, index) => {
        key.addSensitiveOutput(`value_${index}`, { description: 'a value' });
        key.storeIn('Sink', new Sink());
      });
      new ApiKeyInventory(scope, 'Inventory');
    }, {
      env: { TF_VAR_bearer: e2e.sandbox.workspaceKey, TF_VAR_legacy: held.legacy, TF_VAR_workspace: held.workspace, TF_VAR_adopted: held.adopted },
    });

    const { terraform } = stack;
    for (const step of ['init', 'validate', 'plan', 'apply', 'plan'] as const) {
      const { command, stdout, stderr } = await terraform[step]();
      said.push([command, command + stdout + stderr]);
    }
    for (const args of [['output', '-no-color'], ['state', 'list']]) {
      const { command, stdout, stderr } = await terraform.run(...args);
      said.push([command, stdout + stderr]);
    }
    await runCommands();
    [...print, ...streams].forEach((spy) => spy.mockRestore());
    const everyKey = [...e2e.sandbox.projectKeys(), ...e2e.sandbox.projectKeys(e2e.sandbox.otherProjectId), ...e2e.sandbox.workspaceKeys()];
    secrets = [...everyKey.map(({ value }) => value), ...Object.values(held)];
  });

  /** Runs the program of the package; what it prints and writes is kept. */
  async function runCommands(): Promise<void> {
    const outputs = JSON.stringify(await stack.outputs());
    const env = { ...e2e.sandbox.env({ projectId: true, workspaceId: true }) };
    const commands: [string[], { [name: string]: string }][] = [
      ...['typescript', 'python', 'go', 'java'].flatMap((language): [string[], { [name: string]: string }][] => [
        [['adopt', 'project', '--language', language], env], [['adopt', 'workspace', '--language', language], env],
      ]),
      [['adopt', 'project', '--out', 'keys.ts'], env], [['inventory'], env], [['inventory', '--format', 'json'], env],
      [['adopt', 'project'], { ...env, ORY_WORKSPACE_API_KEY: held.workspace }], [['adopt', held.legacy], env], [['adopt', 'project', '--project', held.legacy], env],
      [[held.legacy], env], [['--help'], env], [['inventory', `--${held.legacy}`], env], [['adopt', 'project', '--language', held.legacy], env],
    ];
    for (const [argv, variables] of commands) {
      const keep = (text: string) => said.push([`cdktf-ory-api-keys ${argv.slice(0, 2).join(' ')}`, text]);
      await run(argv, {
        env: variables,
        stdin: (async function* () { yield outputs; })(),
        stdout: { write: keep },
        stderr: { write: keep },
        now: () => Date.parse('2026-11-24T00:00:00Z'),
        flush: async () => undefined,
        writeFile: async (path, text) => void keep(path + text),
      });
      ran();
    }
  }

  test('is deployed, so that there are secrets to be found', async () => {
    const outputs = await stack.outputs();
    expect(secrets.length).toBeGreaterThan(8);
    expect(outputs.value_1).toMatchObject({ value: held.legacy, sensitive: true });
    expect(outputs.value_0.value).toMatch(/^ory_pat_/);
    expect(outputs.ory_api_keys.sensitive).toBe(false);
    expect(said.some(([source]) => source.includes('inventory'))).toBe(true);
  });

  test('leaves no secret in a file beside the state', () => {
    const files = filesIn(join(stack.terraform.dir, '..', '..'));
    const leaks = files.flatMap(([path, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`));
    ran(files.length * secrets.length);

    expect(files.some(([path]) => path.endsWith('cdk.tf.json')) && files.some(([path]) => path.endsWith('manifest.json'))).toBe(true);
    expect(leaks).toEqual([]);
  });

  test('has no secret in what synth, plan, apply and the commands say or write', () => {
    const leaks = said.flatMap(([source, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${source}: ${secret}`));
    ran(said.length);

    expect(said.length).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
  });

  test('has no secret in an output that is not sensitive', async () => {
    const plain = Object.entries(await stack.outputs()).filter(([, { sensitive }]) => !sensitive);

    expect(plain.map(([name]) => name)).toEqual(['ory_api_keys']);
    expect(secrets.filter((secret) => JSON.stringify(plain).includes(secret))).toEqual([]);
  });
});
