import { Aspects, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey } from '../../src';
import {
  KEY, newApp, newStack, onlyProjectKey, OTHER_KEY, OTHER_PROJECT, problemOf, PROJECT, render, resources, synthApp, thrownBy, WORKSPACE,
} from '../support/stacks';

type Lifecycle = NonNullable<TerraformResource['lifecycle']>;

/** What others' aspects do: set every resource's lifecycle, whatever was there. */
function assignEverywhere(stack: TerraformStack, lifecycle: Lifecycle | undefined): void {
  Aspects.of(stack).add({
    visit: (node) => {
      if (TerraformResource.isTerraformResource(node)) {
        node.lifecycle = lifecycle;
      }
    },
  });
}

const IGNORED = ['name', 'expires_at', 'project_id'];
const MAKERS: [string, (stack: TerraformStack) => TerraformResource, object][] = [
  ['a project key', (stack) => new ProjectApiKey(stack, 'K', { name: 'k', preventDestroy: true }).resource, {
    create_before_destroy: true, prevent_destroy: true,
  }],
  ['a key with keepers', (stack) => new ProjectApiKey(stack, 'K', { name: 'k', keepers: { a: 'b' } }).resource, {
    create_before_destroy: true, replace_triggered_by: ['terraform_data.K_Keepers_40E215B5.id'],
  }],
  ['an adopted key', (stack) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY }).resource, { ignore_changes: IGNORED, prevent_destroy: true }],
  ['a kept slot', (stack) => {
    const { previous } = new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) });
    return previous!.node.findChild('Resource') as TerraformResource;
  }, { create_before_destroy: true, ignore_changes: IGNORED }],
  ['a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, preventDestroy: true }).resource, { create_before_destroy: true, prevent_destroy: true }],
  ['a workspace key', (stack) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, preventDestroy: true }).resource, {
    ignore_changes: ['name'], prevent_destroy: true,
  }],
  ['the record of a workspace key', (stack) => new WorkspaceApiKey(stack, 'K', {
    name: 'k', keyId: KEY, workspaceId: WORKSPACE, preventDestroy: true, tracking: ApiKeyTracking.REFERENCE,
  }).resource, { prevent_destroy: true }],
];
const lifecycleIn = (stack: TerraformStack, { terraformResourceType: type, friendlyUniqueId: id }: TerraformResource) =>
  resources(stack, type)[id].lifecycle;

describe.each(MAKERS)('the guard of %s', (_what, make, guard) => {
  test.each<[string, Lifecycle | undefined]>([['nothing', undefined], ['an empty lifecycle', {}], ['a lifecycle that lifts it', { preventDestroy: false, ignoreChanges: [] }]])(
    'stays where an aspect assigns %s', (_given, lifecycle) => {
      const app = newApp();
      const stack = newStack(app);
      const resource = make(stack);
      assignEverywhere(stack, lifecycle);

      const rendered = synthApp(app).json('stack').resource[resource.terraformResourceType][resource.friendlyUniqueId].lifecycle;

      expect(rendered).toMatchObject(guard);
    });

  test.each<[string, (lifecycle: any) => void]>([
    ['one of its flags', (lifecycle) => void (lifecycle.preventDestroy = false)],
    ['what it ignores', ({ ignoreChanges = Object.freeze(['none']) }) => void ignoreChanges.pop()],
    ['what replaces it', ({ replaceTriggeredBy = Object.freeze(['none']) }) => void replaceTriggeredBy.pop()],
  ])('cannot be lifted in place: %s', (_what, lift) => {
    const stack = newStack();
    const resource = make(stack);

    expect(() => lift(resource.lifecycle)).toThrow(TypeError);
    expect(lifecycleIn(stack, resource)).toEqual(guard);
  });

  test('is joined by what else a user asks for', () => {
    const stack = newStack();
    const resource = make(stack);

    resource.lifecycle = { ignoreChanges: ['name', 'created_at'], replaceTriggeredBy: ['terraform_data.mine'], postcondition: [{ condition: '${true}', errorMessage: 'no' }] };

    const { ignore_changes: ignored = [], replace_triggered_by: triggers = [], ...rest } = guard as any;
    const rendered = lifecycleIn(stack, resource);
    expect(rendered).toMatchObject(rest);
    expect(rendered.ignore_changes).toEqual([...new Set([...ignored, 'name', 'created_at'])]);
    expect(rendered.replace_triggered_by).toEqual([...triggers, 'terraform_data.mine']);
    expect(rendered.postcondition).toEqual([{ condition: '${true}', error_message: 'no' }]);
  });

  test('is not asked for less where a user ignores all changes', () => {
    const stack = newStack();
    const resource = make(stack);

    resource.lifecycle = { ignoreChanges: 'all' };

    expect(lifecycleIn(stack, resource)).toEqual({ ...guard, ignore_changes: 'all' });
  });

  test.each([
    ['count', (resource: TerraformResource) => void (resource.count = 2)],
    ['for_each', (resource: TerraformResource) => void (resource.forEach = { getForEachExpression: () => '${var.all}' } as any)],
    ['count by an override', (resource: TerraformResource) => resource.addOverride('count', 2)],
    ['for_each by an override', (resource: TerraformResource) => resource.addOverride('for_each', {})],
  ])('fails the synth of a resource that is given %s, whose addresses no check would find', (_given, give) => {
    const stack = newStack();
    give(make(stack));

    expect(problemOf(() => render(stack))).toMatch(
      /^stack\/K(\/SlotA)?: count or for_each was given to its resource, which is one key or one set; expected a ProjectApiKeySet, or one construct a key$/);
  });

  test.each([
    ['moveFromId', 'movedFrom', (resource: any) => resource.moveFromId('ory_project_api_key.Old')],
    ['moveTo', 'movedFrom', (resource: any) => resource.moveTo('there')],
    ['moveToId', 'movedFrom', (resource: any) => resource.moveToId('ory_project_api_key.New')],
    ['addMoveTarget', 'movedFrom', (resource: any) => resource.addMoveTarget('there')],
    ['importFrom', 'importExisting', (resource: any) => resource.importFrom(KEY)],
  ])('fails %s, which would lose a key, and names %s', (method, instead, call) => {
    const resource = make(newStack());

    const message = problemOf(() => call(resource));

    expect(message).toMatch(new RegExp(`^stack/K(/SlotA)?: ${method} was called on its resource, and .* destroys a live key; expected .*${instead}`));
  });
});

test('the guard lets a user take create_before_destroy away, which destroys no key that would not be replaced', () => {
  const stack = newStack();
  const key = new ProjectApiKey(stack, 'K', { name: 'k' });

  key.resource.lifecycle = { createBeforeDestroy: false };

  expect(onlyProjectKey(stack).lifecycle).toEqual({ create_before_destroy: false });
});

test('a key without a lifecycle of its own has the one that a user gives it', () => {
  const stack = newStack();
  const key = new ProjectApiKey(stack, 'K', { name: 'k', createBeforeDestroy: false });

  key.resource.lifecycle = { ignoreChanges: ['name'] };

  expect(onlyProjectKey(stack).lifecycle).toEqual({ ignore_changes: ['name'] });
});

test('a trigger that is overridden later keeps its place in the lifecycle that an aspect assigns', () => {
  const app = newApp();
  const stack = newStack(app);
  const key = new ProjectApiKey(stack, 'K', { name: 'k', keepers: { a: 'b' } });
  (key.node.findChild('Keepers') as TerraformResource).overrideLogicalId('renamed');
  assignEverywhere(stack, { preventDestroy: true });

  expect(synthApp(app).json('stack').resource.ory_project_api_key.K_485CC42E.lifecycle).toEqual({
    create_before_destroy: true, prevent_destroy: true, replace_triggered_by: ['terraform_data.renamed.id'],
  });
});

test('a project that is set on the resource stands in the import id: a bare one beside it would destroy the key', () => {
  const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });
  ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY }).resource.projectId = PROJECT;

  expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
});

test('the raw bindings keep what cdktf offers, count and moves among it', () => {
  const app = newApp();
  const stack = newStack(app);
  const count = new TerraformVariable(stack, 'n', {}).numberValue;

  new ory.ProjectApiKey(stack, 'Raw', { name: 'raw', count }).moveFromId('ory_project_api_key.Old');

  expect(synthApp(app).json('stack').resource.ory_project_api_key.Raw).toMatchObject({ name: 'raw', count: '${var.n}' });
});

test('what fails at synth names the construct in the message of cdktf, too', () => {
  const app = newApp();
  new ProjectApiKey(newStack(app), 'K', { name: 'k' }).resource.count = 2;

  expect(thrownBy(() => app.synth()).message).toContain('stack/K: count or for_each was given to its resource');
});

test('a construct that is to replace a key is rendered as cdktf does it', () => {
  const app = newApp();
  const stack = newStack(app);
  const key = new ProjectApiKey(stack, 'K', { name: 'k' });

  key.resource.lifecycle = { replaceTriggeredBy: [new ory.ProjectApiKey(stack, 'Other', { name: 'other' })] };

  expect(synthApp(app).json('stack').resource.ory_project_api_key.K_485CC42E.lifecycle.replace_triggered_by).toEqual(['${ory_project_api_key.Other}']);
});

describe('an override of lifecycle', () => {
  const adopted = (change: (resource: TerraformResource) => void) => {
    const stack = newStack();
    change(ProjectApiKey.importExisting(stack, 'Key', { name: 'ci', keyId: KEY }).resource);
    return () => onlyProjectKey(stack).lifecycle;
  };

  test('fails where it takes all of it away: an adopted key would be destroyed', () => {
    expect(problemOf(adopted((resource) => resource.addOverride('lifecycle', null))))
      .toBe('stack/Key: an override takes away the lifecycle of its resource, which keeps the key alive; expected an override of one argument of the lifecycle, or none');
  });

  test('joins what is there', () => {
    expect(adopted((resource) => resource.addOverride('lifecycle.ignore_changes', ['created_at']))())
      .toEqual({ prevent_destroy: true, ignore_changes: ['name', 'expires_at', 'project_id', 'created_at'] });
  });
});

test('an import goes by the provider that the resource has in the end, as an aspect gives it', () => {
  const app = newApp();
  const stack = newStack(app);
  const other = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: OTHER_PROJECT, workspaceId: WORKSPACE });
  ProjectApiKey.importExisting(stack, 'Key', { name: 'ci', keyId: KEY });
  new WorkspaceApiKey(stack, 'Workspace', { name: 'ops', keyId: OTHER_KEY });
  Aspects.of(stack).add({ visit: (node) => void (TerraformResource.isTerraformResource(node) && (node.provider = other)) });

  expect(synthApp(app).json('stack').import.map(({ id }: any) => id)).toEqual([`${OTHER_PROJECT}/${KEY}`, `${WORKSPACE}/${OTHER_KEY}`]);
});
