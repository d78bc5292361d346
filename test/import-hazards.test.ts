import { TerraformVariable } from 'cdktf';
import { ProjectApiKey, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../src';
import { KEY, newApp, newStack, OTHER_KEY, OTHER_PROJECT, PROJECT, render, warningsOf, WORKSPACE } from './support/stacks';

const existing = (stack: ReturnType<typeof newStack>, id: string, keyId = KEY) => ProjectApiKey.importExisting(stack, id, { name: 'old', keyId });

describe('one key that is imported twice', () => {
  const told = (second: string, first: string) => [[second, `API key ${KEY} is imported by ${first}, too: removing one of the two would destroy the key of the other; import it once`]];
  const warnings = (app: ReturnType<typeof newApp>, stack = 'stack') => warningsOf(app, stack).map(({ constructPath, message }) => [constructPath, message]);

  test('is warned of within a stack, whatever the case of the id', () => {
    const app = newApp();
    const stack = newStack(app);
    existing(stack, 'A');
    existing(stack, 'B', KEY.toUpperCase());

    expect(warnings(app)).toEqual([['stack/B', expect.stringContaining('is imported by stack/A, too')]]);
  });

  test('is warned of across stacks, and where a rotating key adopts it', () => {
    const app = newApp();
    existing(newStack(app, 'one'), 'A');
    new RotatingProjectApiKey(newStack(app, 'two'), 'R', { name: 'r', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(KEY) });

    expect(warnings(app, 'two').filter(([, message]) => message.includes('imported by'))).toEqual(told('two/R/SlotA', 'one/A'));
  });

  test('is no matter where one stack forgets it for another', () => {
    const app = newApp();
    existing(newStack(app, 'one'), 'A').forget();
    existing(newStack(app, 'two'), 'A');

    expect(warnings(app, 'two')).toEqual([]);
  });

  test('is no matter for other keys, for tokens, and for workspace keys, which nothing destroys', () => {
    const app = newApp();
    const stack = newStack(app);
    existing(stack, 'A');
    existing(stack, 'B', OTHER_KEY);
    const id = new TerraformVariable(stack, 'id', {}).stringValue;
    existing(stack, 'C', id);
    existing(stack, 'D', id);
    ['E', 'F'].forEach((name) => new WorkspaceApiKey(stack, name, { name, keyId: KEY, workspaceId: WORKSPACE }));

    expect(warnings(app)).toEqual([]);
  });
});

describe('an import that the state does not follow', () => {
  test('is told by a check on every plan', () => {
    const stack = newStack();
    existing(stack, 'Old');

    const { assert: [{ condition, error_message: message }] } = render(stack).check.Old_F7E39C65_identity;
    expect(condition).toBe(`\${ory_project_api_key.Old_F7E39C65.id == "${KEY}"}`);
    expect(message).toMatch(/^The API key stack\/Old is \$\{ory_project_api_key\.Old_F7E39C65\.id\} in the state, not 3b0c2f0a-/);
  });

  test('is not watched where only Terraform can tell the id', () => {
    const stack = newStack();
    existing(stack, 'Old', new TerraformVariable(stack, 'id', {}).stringValue);

    expect(Object.keys(render(stack).check)).toEqual(['Old_F7E39C65_expiry']);
  });
});

test('a key that is moved elsewhere has neither checks nor an import, which would refer to nothing', () => {
  const stack = newStack();
  existing(stack, 'Old').resource.moveTo('there');
  new ProjectApiKey(stack, 'New', { name: 'old' }).resource.addMoveTarget('there');

  const { check, import: imports, moved } = render(stack);
  expect([check, imports]).toEqual([undefined, undefined]);
  expect(moved).toEqual([{ from: 'ory_project_api_key.Old_F7E39C65', to: expect.stringMatching(/^ory_project_api_key\.New_/) }]);
});

test('a project that is set on the resource stands in the import id: a bare one beside it would destroy the key', () => {
  const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });
  existing(stack, 'Old').resource.projectId = PROJECT;

  expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
});

describe('an expiry that moves with the time of the plan', () => {
  test.each(['${timeadd(timestamp(), "720h")}', '${plantimestamp()}'])('is warned of: %s', (expiresAt) => {
    const app = newApp();
    new ProjectApiKey(newStack(app), 'K', { name: 'k', expiresAt, expiryWarningDays: 0 });

    expect(warningsOf(app).map(({ message }) => message)).toEqual([expect.stringMatching(/^API key "k" has an expiry that moves with the time at which Terraform runs: each apply would replace the key; expected an instant that stays/)]);
  });

  test.each(['${var.expiry}', '${time_static.t.rfc3339}', '${var.timestamp}'])('is not seen in %s', (expiresAt) => {
    const app = newApp();
    new ProjectApiKey(newStack(app), 'K', { name: 'k', expiresAt });

    expect(warningsOf(app)).toEqual([]);
  });
});

describe('a value from a variable', () => {
  const giving: [string, (stack: ReturnType<typeof newStack>, value: string) => unknown][] = [
    ['importExisting', (stack, value) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value })],
    ['fromApiKeyAttributes', (stack, value) => ProjectApiKey.fromApiKeyAttributes(stack, 'K', { name: 'k', keyId: KEY, value })],
    ['WorkspaceApiKey', (stack, value) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, value })],
    ['RotationAdoption.importKey', (stack, value) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(KEY, value) })],
  ];

  test.each(giving)('is warned of where the variable is not sensitive: %s', (_what, give) => {
    const app = newApp();
    const stack = newStack(app);
    give(stack, new TerraformVariable(stack, 'held', {}).stringValue);

    const messages = warningsOf(app).filter(({ level }) => level === '@cdktf/warn').map(({ message }) => message);
    expect(messages).toEqual(['value comes from the variable stack/held, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable']);
  });

  test.each(giving)('is taken where the variable is sensitive: %s', (_what, give) => {
    const app = newApp();
    const stack = newStack(app);
    new TerraformVariable(stack, 'other', {});
    give(stack, new TerraformVariable(stack, 'held', { sensitive: true }).stringValue);

    expect(warningsOf(app).filter(({ level }) => level === '@cdktf/warn')).toEqual([]);
  });
});
