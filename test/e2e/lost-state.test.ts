import { rmSync } from 'node:fs';
import { TerraformStack } from 'cdktf';
import { IApiKey, ProjectApiKey, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey } from '../../src';
import { tracksWorkspaceKeys } from './support/capabilities';
import { whileCalling } from './support/client';
import { useFreshSandbox } from './support/e2e';
import { noteFault } from './support/fault-table';
import { FAR } from './support/instants';
import { DAYS, duringGeneration, namesIn, rotating, STARTING_AT } from './support/rotating';
import { wordsOf } from './support/shell';
import { StackRun } from './support/stack-run';

const e2e = useFreshSandbox();

/** Loses the state of a stack, as somebody does who deletes the file. */
function loseStateOf(stack: StackRun): void {
  rmSync(stack.stateFile);
}

/** Imports a key by the command that the library names, with the id that the Console lists under a name. */
async function importByHand(stack: StackRun, command: string, name: string): Promise<void> {
  const ids = e2e.sandbox.projectKeys().filter((key) => key.name === name).map(({ id }) => id);
  expect(ids).toHaveLength(1);
  const [, , address, id] = wordsOf(command);
  expect(await stack.terraform.import(address, id.replace('<key-id>', ids[0]))).toMatchObject({ exitCode: 0 });
}

function noteLoss(recovery: string, orphans: number): void {
  noteFault({ fault: 'state lost', stage: `later, ${recovery}`, hit: 'done', next: 'converges', orphans });
}

describe('a lost state', () => {
  test('makes a second key, and the first is an orphan that still works, where nobody imports it', async () => {
    // given
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'ci' }).addSensitiveOutput('key'));
    await stack.deploy();
    const first = await stack.output('key');

    // when
    loseStateOf(stack);
    await stack.deploy();

    // then
    expect(await e2e.sandbox.works(first)).toBe(true);
    expect(e2e.sandbox.projectKeys()).toHaveLength(2);
    expect((await stack.plan()).clean).toBe(true);
    noteLoss('not imported', 1);
  });

  test('is recovered by the import command of a ProjectApiKey, and the plan is clean', async () => {
    // given
    let command = '';
    const stack = await e2e.stack((scope) => {
      command = new ProjectApiKey(scope, 'Key', { name: 'ci', expiresAt: FAR }).importCommand;
    });
    await stack.deploy();

    // when
    loseStateOf(stack);
    await importByHand(stack, command, 'ci');

    // then
    expect((await stack.plan()).clean).toBe(true);
    expect(e2e.sandbox.projectKeys()).toHaveLength(1);
    noteLoss('ProjectApiKey, imported by hand', 0);
  });

  test('takes the value along: after an import by hand an output over it is gone until the key is replaced', async () => {
    // given
    let command = '';
    const build = (name: string) => (scope: TerraformStack) => {
      const key = new ProjectApiKey(scope, 'Key', { name });
      key.addSensitiveOutput('key');
      command = key.importCommand;
    };
    const stack = await e2e.stack(build('ci'));
    await stack.deploy();

    // when
    loseStateOf(stack);
    await importByHand(stack, command, 'ci');
    await stack.deploy();
    const outputs = await stack.outputs();
    stack.change(build('ci 2'));
    await stack.deploy({ destroys: 1 });

    // then
    expect(outputs).toEqual({});
    expect(await e2e.sandbox.works(await stack.output('key'))).toBe(true);
  });

  test('is recovered for both slots of a rotating key, whose clients are not refused', async () => {
    // given
    const keys: IApiKey[] = [];
    const build = (scope: TerraformStack) => {
      const key = new RotatingProjectApiKey(scope, 'Key', { name: 'ci', schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT }) });
      keys.splice(0, 2, key.current, key.previous!);
    };
    const stack = await e2e.stack(build, { now: duringGeneration(4) });
    await stack.deploy();
    const { value } = e2e.sandbox.projectKeys().find(({ name }) => name === 'ci (4)')!;

    // when
    loseStateOf(stack);
    const { refusals } = await whileCalling(e2e.sandbox, value, async () => {
      await importByHand(stack, keys[0].importCommand, 'ci (4)');
      await importByHand(stack, keys[1].importCommand, 'ci (3)');
      expect((await stack.plan()).clean).toBe(true);
      stack.change(build, { now: duringGeneration(5) });
      await stack.deploy({ destroys: 1 });
    });

    // then
    expect(refusals).toBe(0);
    expect(namesIn(await stack.state())).toEqual(['ci (4)', 'ci (5)']);
    expect(e2e.sandbox.projectKeys()).toHaveLength(2);
    noteLoss('rotating key, imported by hand', 0);
  });

  test('is recovered by the next apply alone for keys that are adopted', async () => {
    // given
    const project = e2e.sandbox.seedProjectKey({ name: 'by hand' });
    const workspace = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
    const stack = await e2e.stack((scope) => {
      ProjectApiKey.importExisting(scope, 'Project', { name: 'by hand', keyId: project.id });
      if (tracksWorkspaceKeys()) {
        new WorkspaceApiKey(scope, 'Workspace', { name: 'deployments', keyId: workspace.id, workspaceId: e2e.sandbox.workspaceId });
      }
    });
    await stack.deploy();
    const before = await stack.state();

    // when
    loseStateOf(stack);
    await stack.deploy();

    // then
    expect(await stack.state()).toEqual(before);
    expect((await stack.plan()).clean).toBe(true);
    noteLoss('adopted keys, by the next apply alone', 0);
  });
});

describe('a replacement by keepers whose create fails', () => {
  const build = (quarter: string) => (scope: TerraformStack) => {
    new ProjectApiKey(scope, 'Key', { name: 'ci', keepers: { quarter } }).addSensitiveOutput('key');
  };

  test('is lost, as Terraform remembers the keepers alone, and only drops the old ones then: it takes another change of them, or -replace', async () => {
    // given
    const stack = await e2e.stack(build('Q3'));
    await stack.deploy();
    const first = await stack.output('key');
    stack.change(build('Q4'));
    e2e.sandbox.fault({ kind: 'status', status: 500, method: 'POST', times: 100 });
    expect((await stack.apply()).ok).toBe(false);
    e2e.sandbox.clearFaults();

    // when
    const plan = await stack.plan();
    await stack.deploy({ destroys: 1 }, `-replace=${stack.addresses('ory_project_api_key')[0]}`);

    // then
    expect(plan.changes.map(({ address, actions }) => [address, actions])).toEqual([[stack.addresses('terraform_data')[0], ['delete']]]);
    expect(await e2e.sandbox.works(first)).toBe(false);
    expect(await e2e.sandbox.works(await stack.output('key'))).toBe(true);
  });

  test('is not lost where the generation of a rotating key asks for it: its name tells', async () => {
    // given
    const stack = await e2e.stack(rotating({ schedule: RotationSchedule.manual(0) }));
    await stack.deploy();
    stack.change(rotating({ schedule: RotationSchedule.manual(1) }));
    e2e.sandbox.fault({ kind: 'status', status: 500, method: 'POST', times: 100 });
    expect((await stack.apply()).ok).toBe(false);
    e2e.sandbox.clearFaults();

    // when
    await stack.deploy();

    // then
    expect(namesIn(await stack.state())).toEqual(['ci (0)', 'ci (1)']);
  });
});
