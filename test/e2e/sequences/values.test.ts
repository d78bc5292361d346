import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeySecret, ApiKeyTracking, IApiKey, ISecretSink, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../../../src';
import { useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { AppSequence } from '../support/sequence';

const e2e = useFreshSandbox();

const STACKS = ['keys', 'readers'] as const;
type Stacks = Record<typeof STACKS[number], TerraformStack>;

/** Writes the value into the trigger of a resource, where a plan shows what is not sensitive. */
class TriggerSink implements ISecretSink {
  public bind(scope: Construct, secret: ApiKeySecret): void {
    new NullResource(scope, 'Trigger', { triggers: { value: secret.value, version: secret.version } });
  }
}

/** Uses a key in another stack in every way that there is. */
function read(stack: TerraformStack, name: string, key: IApiKey): void {
  new NullResource(stack, `Consumer-${name}`, { triggers: { value: key.value, bearer: `Bearer ${key.value}`, name: key.name } });
  new TerraformOutput(stack, name, { value: key.value, sensitive: true });
  ProjectApiKey.fromApiKeyAttributes(stack, `Reference-${name}`, { keyId: key.keyId, name, value: key.value }).storeIn('Sink', new TriggerSink());
}

test('the value of no key, used in another stack, shows in a plan, an apply or an output, neither when it comes nor when it changes', async () => {
  // given
  const { projectId, workspaceId } = e2e.sandbox;
  const byHand = e2e.sandbox.seedProjectKey({ name: 'by hand' });
  const ofWorkspace = e2e.sandbox.seedWorkspaceKey({ name: 'workspace' });
  const keysOf = (stack: TerraformStack, round: number): Record<string, IApiKey> => {
    const [value, workspaceValue] = ['hand', 'workspace'].map((name) => new TerraformVariable(stack, name, { type: 'string', sensitive: true }).stringValue);
    const set = new ProjectApiKeySet(stack, 'Set', { keys: { 'eu/production': { name: `member ${round}` } }, projectId });
    const rotating = new RotatingProjectApiKey(stack, 'Rotating', { name: 'rotating', schedule: RotationSchedule.manual(1 + round) });
    return {
      plain: new ProjectApiKey(stack, 'Key', { name: `plain ${round}`, expiresAt: FAR }),
      adopted: ProjectApiKey.importExisting(stack, 'Adopted', { name: 'by hand', keyId: byHand.id, value }),
      workspace: new WorkspaceApiKey(stack, 'Workspace', { name: 'workspace', keyId: ofWorkspace.id, workspaceId, value: workspaceValue, tracking: ApiKeyTracking.REFERENCE }),
      member: set.get('eu/production'),
      rotating,
      previous: rotating.previous!,
    };
  };
  const build = (round: number) => ({ keys, readers }: Stacks) => {
    new NullProvider(readers, 'Null');
    Object.entries(keysOf(keys, round)).forEach(([name, key]) => read(readers, name, key));
  };
  const sequence = await AppSequence.begin(e2e, STACKS, () => undefined, { env: { TF_VAR_hand: byHand.value, TF_VAR_workspace: ofWorkspace.value } });
  const texts: string[] = [];
  const run = async (name: typeof STACKS[number], command: string, ...args: string[]) => {
    const { exitCode, stdout, stderr } = await sequence.stack(name).terraform.run(command, '-no-color', ...args);
    texts.push(stdout + stderr);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  };

  // when
  const seen = new Map<string, string>();
  for (const round of [0, 1]) {
    sequence.change(build(round));
    for (const name of STACKS) {
      await sequence.stack(name).init();
      await run(name, 'plan', '-input=false');
      await run(name, 'apply', '-input=false', '-auto-approve');
      await run(name, 'output');
    }
    [...e2e.sandbox.projectKeys(), ofWorkspace].forEach((key) => seen.set(key.name, key.value));
  }

  // then
  const printed = texts.join('\n');
  expect([...seen].filter(([, value]) => printed.includes(value)).map(([name]) => name)).toEqual([]);
  expect([...seen.keys()].sort()).toEqual([
    'by hand', 'member 0', 'member 1', 'plain 0', 'plain 1', 'rotating (0)', 'rotating (1)', 'rotating (2)', 'workspace',
  ]);
  expect(await outputsOf(sequence)).toEqual({
    plain: seen.get('plain 1'), adopted: byHand.value, workspace: ofWorkspace.value, member: seen.get('member 1'),
    rotating: seen.get('rotating (2)'), previous: seen.get('rotating (1)'),
  });
  expect(Object.keys(sequence.alive()).sort()).toEqual(['by hand', 'member 1', 'plain 1', 'rotating (1)', 'rotating (2)', 'workspace']);
  expect(await sequence.settled()).toBe(true);
});

test('environments whose names differ in characters alone that cdktf strips give each consumer its own secret', async () => {
  // given
  const environments = ['v1.1', 'v11', 'v1_1', '開発', '本番'];
  const names = environments.map((_, index) => `reader${index}`);
  const build = (keys: readonly string[]) => ({ keys: stack, readers }: Stacks) => {
    const set = new ProjectApiKeySet(stack, 'Set', { keys: Object.fromEntries(keys.map((key) => [key, { name: key }])) });
    environments.forEach((environment, index) => new TerraformOutput(readers, names[index], { value: set.get(environment).value, sensitive: true }));
  };

  // when
  const sequence = await AppSequence.begin(e2e, STACKS, build(environments));
  const first = await outputsOf(sequence);
  await sequence.deploy(build([...environments, 'v1-1', 'a']));

  // then
  const values = new Map(e2e.sandbox.projectKeys().map(({ name, value }) => [name, value]));
  expect(first).toEqual(Object.fromEntries(names.map((name, index) => [name, values.get(environments[index])])));
  expect(await outputsOf(sequence)).toEqual(first);
  expect(Object.keys(sequence.alive()).sort()).toEqual([...environments, 'a', 'v1-1'].sort());
  expect(await sequence.settled()).toBe(true);
});

/** What the reading stack puts out. */
async function outputsOf(sequence: AppSequence<typeof STACKS[number]>): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await sequence.stack('readers').outputs()).map(([name, { value }]) => [name, value as string]));
}
