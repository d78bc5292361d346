import { DataResource, TerraformLocal, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import {
  ApiKeyTracking, IApiKey, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { KEY, newApp, newStack, problemOf, render, secretVariable, synthApp, thrownBy, warningsOf, WORKSPACE } from '../support/stacks';

interface Forgettable {
  forget(): void;
}

const MAKERS: [string, (stack: TerraformStack) => Forgettable & { readonly node: any }, string[]][] = [
  ['a project key', (stack) => new ProjectApiKey(stack, 'K', { name: 'k', expiresAt: '2031-01-01T00:00:00Z', keepers: { a: 'b' } }), ['ory_project_api_key.K_485CC42E']],
  ['an adopted key', (stack) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY }), ['ory_project_api_key.K_485CC42E']],
  ['a workspace key', (stack) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE }), ['ory_workspace_api_key.K_485CC42E']],
  ['a workspace key that is only referred to', (stack) => new WorkspaceApiKey(stack, 'K', {
    name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, expiresAt: '2031-01-01T00:00:00Z',
  }), ['terraform_data.K_485CC42E']],
  ['a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.every(30, { startingAt: '2029-11-01T00:00:00Z' }) }), [
    'ory_project_api_key.K_SlotA_C0400405', 'ory_project_api_key.K_SlotB_27C187DE',
  ]],
  ['a rotating key that imports one', (stack) => new RotatingProjectApiKey(stack, 'K', {
    name: 'k', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(KEY),
  }), ['ory_project_api_key.K_SlotA_C0400405', 'ory_project_api_key.K_SlotB_27C187DE']],
  ['a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd', expiresAt: '2031-01-01T00:00:00Z' } } }), ['ory_project_api_key.K_485CC42E']],
];

const byAddress = (one: { from: string }, other: { from: string }) => one.from.localeCompare(other.from);

describe.each(MAKERS)('forget of %s', (_what, make, addresses) => {
  test('renders removed blocks that leave the key alive, and nothing else of it', () => {
    const stack = newStack();

    make(stack).forget();

    const { terraform, provider, ...rest } = render(stack);
    expect(Object.keys(rest)).toEqual(['removed']);
    expect(rest.removed.sort(byAddress)).toEqual(addresses.map((from) => ({ from, lifecycle: { destroy: false } })));
    expect(terraform.required_version).toBe('>= 1.7');
    expect(provider).toEqual({ ory: [{}] });
  });

  test('leaves the other keys of the stack as they are', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Other', { name: 'other', expiresAt: '2031-01-01T00:00:00Z' });
    const { resource, check } = render(stack);

    make(stack).forget();

    expect(render(stack)).toMatchObject({ resource, check });
    expect(render(stack).resource).toEqual(resource);
  });

  test('synthesizes with its validations', () => {
    const app = newApp();

    make(newStack(app)).forget();

    expect(synthApp(app).json('stack')).not.toHaveProperty('resource');
  });

  test('can be said twice', () => {
    const stack = newStack();
    const key = make(stack);

    key.forget();
    key.forget();

    expect(render(stack).removed).toHaveLength(addresses.length);
  });

  test('fails where an output still refers to the key, and then forgets nothing', () => {
    const stack = newStack();
    const key = make(stack);
    new TerraformResource(key as any, 'Mine', { terraformResourceType: 'terraform_data' });
    const before = render(stack);

    expect(problemOf(() => key.forget())).toMatch(/^stack\/K: forget was called on a key that stack\/K\/Mine still refers to; expected no outputs and sinks/);
    expect(render(stack)).toEqual(before);
  });
});

test('forget of a rotating key keeps the move of an adopted one: without it, a key still at the old address would be destroyed', () => {
  const stack = newStack();

  new RotatingProjectApiKey(stack, 'K', {
    name: 'k', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.moveFrom('ory_project_api_key.old'),
  }).forget();

  const { moved, removed, resource } = render(stack);
  expect(moved).toEqual([{ from: 'ory_project_api_key.old', to: 'ory_project_api_key.K_SlotA_C0400405' }]);
  expect(removed.map(({ from }: any) => from).sort()).toEqual(['ory_project_api_key.K_SlotA_C0400405', 'ory_project_api_key.K_SlotB_27C187DE']);
  expect(resource).toBeUndefined();
});

describe('a forgotten key', () => {
  const forgotten: [string, (stack: TerraformStack) => IApiKey][] = [
    ['a project key', (stack) => {
      const key = new ProjectApiKey(stack, 'K', { name: 'k' });
      key.forget();
      return key;
    }],
    ['a workspace key', (stack) => {
      const key = new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, value: secretVariable(stack).stringValue });
      key.forget();
      return key;
    }],
    ['a rotating key', (stack) => {
      const key = new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) });
      key.forget();
      return key;
    }],
    ['a key of a set', (stack) => {
      const set = new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } } });
      set.forget();
      return set.get('dev');
    }],
  ];

  test.each(forgotten)('fails to give its value, or to be put out or stored: %s', (_what, make) => {
    const stack = newStack();
    const key = make(stack);

    expect(problemOf(() => key.value)).toMatch(/: the key was forgotten, so Terraform knows none of its attributes; expected no use of it after forget/);
    expect(problemOf(() => key.addSensitiveOutput('k'))).toContain('the key was forgotten');
    expect(problemOf(() => key.storeIn('Vault', { bind: () => undefined }))).toContain('the key was forgotten');
    expect(render(stack).output).toBeUndefined();
  });

  test('of a set fails to be put out as a map', () => {
    const set = new ProjectApiKeySet(newStack(), 'K', { keys: { dev: { name: 'd' } } });
    set.forget();

    expect(problemOf(() => set.addSensitiveOutput('keys'))).toContain('the key was forgotten');
  });

  test('of a workspace, never imported, gives no warning that it should be', () => {
    const app = newApp();

    new WorkspaceApiKey(newStack(app), 'K', { name: 'k' }).forget();

    expect(warningsOf(app)).toEqual([]);
  });

  test('whose slot was put out cannot be forgotten', () => {
    const key = new RotatingProjectApiKey(newStack(), 'K', { name: 'k', schedule: RotationSchedule.manual(1) });
    key.previous!.addSensitiveOutput('old');

    expect(problemOf(() => key.forget())).toContain('stack/K/SlotA/Output-old still refers to');
  });
});

test('forget of several leaves of the one that stays all that it had, and nothing of the others', () => {
  const app = newApp();
  const stack = newStack(app);
  const make = (id: string) => ProjectApiKey.importExisting(stack, id, { name: id, keyId: id === 'Stays' ? KEY : '${var.key}', expiresAt: '${var.expiry}' });
  const [first, , last] = ['First', 'Stays', 'Last'].map(make);

  first.forget();
  last.forget();

  const { resource, import: imports, check, locals, removed, terraform } = synthApp(app).json('stack');
  const [stays] = Object.keys(resource.ory_project_api_key);
  expect(Object.keys(resource.ory_project_api_key)).toEqual([expect.stringMatching(/^Stays_/)]);
  expect(imports).toEqual([{ to: `ory_project_api_key.${stays}`, id: KEY }]);
  expect(Object.keys(check).sort()).toEqual(['OryApiKeyExpiry', `ory_project_api_key_${stays}_identity`]);
  expect(Object.keys(locals.OryApiKeyExpiryComputed['720h'])).toEqual(['stack/Stays']);
  expect(removed.map(({ from }: any) => from)).toEqual([expect.stringContaining('.First_'), expect.stringContaining('.Last_')]);
  expect(terraform.required_version).toBe('>= 1.7');
});

test('forget takes out what a member of a set has, and what reads it afterwards fails', () => {
  const stack = newStack();
  const set = new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } } });
  const member = set.get('dev');
  expect(member.keyId).toContain('TfToken');

  set.forget();

  expect(render(stack)).not.toHaveProperty('locals');
  for (const read of [() => member.keyId, () => member.name, () => member.expiresAt, () => member.value, () => set.get('dev').keyId]) {
    expect(problemOf(read)).toContain('the key was forgotten');
  }
});

test.each<[string, (stack: TerraformStack) => { readonly key: { forget(): void }; readonly read: () => unknown }]>([
  ['a project key', (stack) => {
    const key = new ProjectApiKey(stack, 'K', { name: 'k' });
    return { key, read: () => key.keyId };
  }],
  ['a workspace key', (stack) => {
    const key = new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE });
    return { key, read: () => key.createdAt };
  }],
  ['a rotating key', (stack) => {
    const key = new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) });
    return { key, read: () => key.previous!.keyId };
  }],
  ['a resource itself', (stack) => {
    const key = new ProjectApiKey(stack, 'K', { name: 'k' });
    return { key, read: () => key.resource.getStringAttribute('id') };
  }],
])('fails on the use of an attribute after forget, whose reference would break the plan: %s', (_what, make) => {
  const { key, read } = make(newStack());

  key.forget();

  expect(problemOf(read)).toMatch(/^stack\/K(\/SlotA)?: the key was forgotten, so Terraform knows none of its attributes; expected no use of it after forget/);
});

describe('forget of a key that something still refers to', () => {
  const app = () => {
    const made = newApp();
    return { app: made, stack: newStack(made) };
  };
  const told = (where: string, key = 'stack/K') => `${where}: it refers to ${key}, which was forgotten, so Terraform knows none of its attributes; `
    + 'expected no use of a key that is forgotten: remove the reference, or the call of forget';

  test.each<[string, (stack: TerraformStack, key: ProjectApiKey) => unknown, string]>([
    ['an output', (stack, key) => new TerraformOutput(stack, 'Id', { value: key.keyId }), 'stack/Id'],
    ['an output of the value', (stack, key) => new TerraformOutput(stack, 'Id', { value: key.value, sensitive: true }), 'stack/Id'],
    ['a keeper of another key', (stack, key) => new ProjectApiKey(stack, 'Other', { name: 'o', keepers: { id: key.keyId } }), 'stack/Other/Keepers'],
    ['an address that is written out', (stack) => new TerraformLocal(stack, 'Id', '${ory_project_api_key.K_485CC42E.id}'), 'stack/Id'],
  ])('fails synth and names it: %s', (_what, refer, where) => {
    const made = app();
    const key = new ProjectApiKey(made.stack, 'K', { name: 'k' });
    refer(made.stack, key);
    key.forget();

    expect(thrownBy(() => made.app.synth()).message).toContain(told(where));
  });

  test('fails synth where something is made to depend on it after', () => {
    const made = app();
    const key = new ProjectApiKey(made.stack, 'K', { name: 'k' });
    key.forget();
    new DataResource(made.stack, 'After', { dependsOn: [key.resource] });

    expect(thrownBy(() => made.app.synth()).message).toContain(told('stack/After'));
  });

  test('fails synth where another stack reads it', () => {
    const made = app();
    const key = new ProjectApiKey(made.stack, 'K', { name: 'k' });
    new TerraformOutput(newStack(made.app, 'other'), 'Id', { value: key.keyId });
    key.forget();

    expect(thrownBy(() => made.app.synth()).message).toMatch(/stack\/cross-stack-output-\S+: it refers to stack\/K, which was forgotten/);
  });

  test('fails synth for a member of a set, and a slot of a rotating key', () => {
    const made = app();
    const set = new ProjectApiKeySet(made.stack, 'Set', { keys: { dev: { name: 'd' } } });
    const rotating = new RotatingProjectApiKey(made.stack, 'R', { name: 'r', schedule: RotationSchedule.manual(1) });
    new TerraformOutput(made.stack, 'Member', { value: set.get('dev').keyId });
    new TerraformOutput(made.stack, 'Established', { value: rotating.established.keyId });
    [set, rotating].forEach((key) => key.forget());

    const { message } = thrownBy(() => made.app.synth());

    expect(message).toContain(told('stack/Member', 'stack/Set'));
    expect(message).toContain(told('stack/Established', 'stack/R'));
    expect(message.match(/it refers to/g)).toHaveLength(2);
  });

  test('passes where the address of another key only begins with it', () => {
    const made = app();
    const [key, other] = ['K', 'L'].map((id) => new ProjectApiKey(made.stack, id, { name: id }));
    key.resource.overrideLogicalId('ci');
    other.resource.overrideLogicalId('ci-2');
    new TerraformOutput(made.stack, 'Id', { value: other.keyId });
    key.forget();

    expect(synthApp(made.app).json('stack').output.Id.value).toBe('${ory_project_api_key.ci-2.id}');
  });
});
