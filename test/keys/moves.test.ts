import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { KEY, newApp, newStack, onlyWarningsOf, problemOf, PROJECT, render, SECRET, synthApp, WORKSPACE } from '../support/stacks';

/** Scope of a path such as `Team/Old`, made where it is not there. */
function scopeOf(stack: TerraformStack, path: string): [Construct, string] {
  const ids = path.split('/');
  const id = ids.pop()!;
  return [ids.reduce<Construct>((scope, name) => (scope.node.tryFindChild(name) as Construct) ?? new Construct(scope, name), stack), id];
}

type Make = (stack: TerraformStack, path: string, movedFrom?: string[]) => { forget(): void };

const keepers = { release: '4' };
const MAKERS: [string, Make][] = [
  ['a project key', (stack, path, movedFrom) => new ProjectApiKey(...scopeOf(stack, path), { name: 'k', movedFrom })],
  ['a project key with keepers', (stack, path, movedFrom) => new ProjectApiKey(...scopeOf(stack, path), { name: 'k', keepers, movedFrom })],
  ['an adopted key', (stack, path, movedFrom) => ProjectApiKey.importExisting(...scopeOf(stack, path), { name: 'k', keyId: KEY, movedFrom })],
  ['a workspace key', (stack, path, movedFrom) => new WorkspaceApiKey(...scopeOf(stack, path), { name: 'k', keyId: KEY, workspaceId: WORKSPACE, movedFrom })],
  ['a workspace key that is only referred to', (stack, path, movedFrom) => new WorkspaceApiKey(...scopeOf(stack, path), {
    name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, movedFrom,
  })],
  ['a set', (stack, path, movedFrom) => new ProjectApiKeySet(...scopeOf(stack, path), { keys: { dev: { name: 'd' } }, movedFrom })],
  ['a rotating key', (stack, path, movedFrom) => new RotatingProjectApiKey(...scopeOf(stack, path), { name: 'k', schedule: RotationSchedule.manual(3), movedFrom })],
  ['a rotating key in its first generation', (stack, path, movedFrom) => new RotatingProjectApiKey(...scopeOf(stack, path), {
    name: 'k', schedule: RotationSchedule.every(30, { startingAt: '2030-01-01T00:00:00Z' }), movedFrom,
  })],
];

/** The addresses at which a construct at a path has its resources, in order: what Terraform's state holds after an apply. */
function addresses(make: Make, path: string): string[] {
  const stack = newStack();
  make(stack, path);
  const { resource, removed = [] } = render(stack);
  return [
    ...Object.entries<any>(resource).flatMap(([type, ofType]) => Object.keys(ofType).map((id) => `${type}.${id}`)), ...removed.map(({ from }: any) => from),
  ].sort();
}

/** The addresses that what is deployed at one has, after all moves. */
function followed(moved: { from: string; to: string }[], address: string): string {
  const next = moved.filter(({ from }) => from === address);
  expect(next.length).toBeLessThanOrEqual(1);
  return next.length === 0 ? address : followed(moved.filter((move) => move !== next[0]), next[0].to);
}

describe.each(MAKERS)('movedFrom of %s', (_what, make) => {
  const moved = (path: string, movedFrom: string[], change: (made: ReturnType<Make>) => void = () => undefined) => {
    const app = newApp();
    const stack = newStack(app);
    change(make(stack, path, movedFrom));
    return synthApp(app).json('stack');
  };

  test.each([['Old', 'New'], ['Old', 'Team/New'], ['Team/Old', 'New'], ['Team/a b/Ö/Old', 'Team/Sub/New']])(
    'moves all that the construct renders from its path: %s to %s', (from, to) => {
      const { moved: moves } = moved(to, [from]);

      expect(addresses(make, from).map((address) => followed(moves, address))).toEqual(addresses(make, to));
      expect(moves).toHaveLength(addresses(make, from).length);
    });

  test('chains several places, so that an environment that skipped deploys moves, too', () => {
    const { moved: moves } = moved('D', ['A', 'B', 'C']);

    for (const place of ['A', 'B', 'C']) {
      expect(addresses(make, place).map((address) => followed(moves, address))).toEqual(addresses(make, 'D'));
    }
    expect(new Set(moves.map(({ to }: any) => to)).size).toBe(moves.length);
    expect(new Set(moves.map(({ from }: any) => from)).size).toBe(moves.length);
  });

  test.each([
    ['renamed and renamed back', 'A', ['A', 'B']], ['renamed to and fro', 'C', ['A', 'B', 'A', 'C', 'B']], ['listed twice', 'C', ['A', 'A', 'B']], ['its own place', 'A', ['A']],
  ])('makes no circle of places that come twice: %s', (_how, path, places) => {
    const { moved: moves = [] } = moved(path, places);

    for (const place of new Set(places)) {
      expect(addresses(make, place).map((address) => followed(moves, address))).toEqual(addresses(make, path));
    }
    expect(new Set(moves.map(({ to }: any) => to)).size).toBe(moves.length);
  });

  test('leads to the logical id that is overridden later', () => {
    const app = newApp();
    const stack = newStack(app);
    const key = make(stack, 'New', ['Old']) as unknown as Construct;
    const found = key.node.findAll().filter(TerraformResource.isTerraformResource);
    found.forEach((resource, index) => resource.overrideLogicalId(`renamed_${index}`));

    const targets = synthApp(app).json('stack').moved.map(({ to }: any) => to);
    expect(targets).toEqual(expect.arrayContaining(found.map((resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`)));
    expect(found.every((resource) => resource.friendlyUniqueId.startsWith('renamed_'))).toBe(true);
  });

  test('goes together with forget: the moves stay beside the removed blocks, without which the key at the old place would be destroyed', () => {
    const { moved: moves, removed, resource } = moved('New', ['Older', 'Old'], (made) => made.forget());

    const left = removed.map(({ from }: any) => from);
    expect(left).toEqual(expect.arrayContaining(addresses(make, 'New').filter((address) => address.startsWith('ory_'))));
    for (const place of ['Older', 'Old']) {
      addresses(make, place).filter((address) => address.startsWith('ory_')).forEach((address) => expect(left).toContain(followed(moves, address)));
    }
    expect(resource).toBeUndefined();
  });

  test('leaves no construct behind, and none of the places in the tree', () => {
    const app = newApp();
    const stack = newStack(app);
    make(stack, 'Team/New', ['Old/Sub', 'Team/Old']);
    synthApp(app);

    expect(stack.node.findAll().map(({ node }) => node.path).filter((path) => /Old/.test(path))).toEqual([]);
  });

  test.each(['my.key', 'api.example.com/Ci', 'aws_iam_user.x', 'a b', 'ory', 'terraform_data', '"Old"'])('takes any id of a construct for a path: %s', (place) => {
    const { moved: moves } = moved('New', [place]);

    expect(addresses(make, place).map((address) => followed(moves, address))).toEqual(addresses(make, 'New'));
  });

  test('finds a place whose scope is still there, or was there as another construct', () => {
    const app = newApp();
    const stack = newStack(app);
    new ProjectApiKey(stack, 'Team', { name: 'team' });
    make(stack, 'New', ['Team/Old']);

    const { moved: moves } = synthApp(app).json('stack');
    expect(addresses(make, 'Team/Old').map((address) => followed(moves, address))).toEqual(addresses(make, 'New'));
    expect(stack.node.tryFindChild('Team')!.node.tryFindChild('Old')).toBeUndefined();
  });

  test('takes an empty list, nothing and null for a construct that was always here', () => {
    for (const movedFrom of [[], undefined, null as unknown as undefined]) {
      const stack = newStack();
      make(stack, 'New', movedFrom);
      expect(render(stack)).not.toHaveProperty('moved');
    }
  });

  test.each([
    ['', '"" is no place of a key'], [' ', '" " is no place of a key'], ['/Old', '"/Old" is no place of a key'], ['Team//Old', 'is no place of a key'], ['Team/ /Old', 'is no place of a key'],
    ['Old/', 'is no place of a key'], ['a\nb', 'is no place of a key'], ['a\u2028b', 'is no place of a key'], ['ory_project_api_key.', 'is no place of a key'], ['ory_project_api_key.1st', 'is no place of a key'],
    ['module.m.ory_project_api_key.Old', 'is no place of a key'], ['ory_project_api_key.Old[0]', 'is no place of a key'], ['terraform_data.a b', 'is no place of a key'],
    ['$${var.x}', 'is no place of a key'], ['${var.x}', 'holds a token or template; expected strings that are known at synth'], [SECRET, 'the value of an API key was given'],
    [`ory_project_api_key.${SECRET}`, 'the value of an API key was given'], [7 as unknown as string, 'a value of type number was given; expected a string'],
  ])('fails on the place %j', (place, problem) => {
    const message = problemOf(() => make(newStack(), 'New', ['Fine', place]));

    expect(message).toMatch(/^stack\/New: movedFrom: /);
    expect(message).toContain(problem);
  });

  test('fails on what is no list', () => {
    expect(problemOf(() => make(newStack(), 'New', 'Old' as unknown as string[]))).toBe('stack/New: movedFrom: "Old" was given; expected a list of strings');
  });
});

describe('movedFrom from an address', () => {
  const movesOf = (make: (stack: TerraformStack) => unknown) => {
    const app = newApp();
    const stack = newStack(app);
    make(stack);
    return synthApp(app).json('stack').moved;
  };

  test.each<[string, (stack: TerraformStack, movedFrom: string[]) => unknown, string, string]>([
    ['a project key', (stack, movedFrom) => new ProjectApiKey(stack, 'K', { name: 'k', movedFrom }), 'ory_project_api_key.Old', 'ory_project_api_key.K_485CC42E'],
    ['an adopted key', (stack, movedFrom) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, movedFrom }), 'ory_project_api_key.Old', 'ory_project_api_key.K_485CC42E'],
    ['a set', (stack, movedFrom) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, movedFrom }), 'ory_project_api_key.Old', 'ory_project_api_key.K_485CC42E'],
    ['a workspace key', (stack, movedFrom) => new WorkspaceApiKey(stack, 'K', { name: 'k', movedFrom }), 'ory_workspace_api_key.Old', 'ory_workspace_api_key.K_485CC42E'],
    ['a referred workspace key', (stack, movedFrom) => new WorkspaceApiKey(stack, 'K', {
      name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, movedFrom,
    }), 'terraform_data.Old', 'terraform_data.K_485CC42E'],
  ])('moves the resource of %s, which may have been a raw binding', (_what, make, from, to) => {
    expect(movesOf((stack) => make(stack, [from]))).toEqual([{ from, to }]);
  });

  test.each(['ory_project_api_key.Old_F7E39C65', 'ory_project_api_key._a-1', 'ory_project_api_key.Ключ', 'ory_project_api_key.Shop_563325D0["production"]', 'ory_project_api_key.Shop["eu/v1.2 x"]'])(
    'takes %s', (address) => {
      expect(movesOf((stack) => new ProjectApiKey(stack, 'K', { name: 'k', movedFrom: [address] }))[0].from).toBe(address);
    });

  test('chains with paths, and with an address that is the path\'s own', () => {
    expect(movesOf((stack) => new ProjectApiKey(stack, 'New', { name: 'k', movedFrom: ['ory_project_api_key.Raw', 'Old', 'ory_project_api_key.Old_F7E39C65'] }))).toEqual([
      { from: 'ory_project_api_key.Raw', to: 'ory_project_api_key.Old_F7E39C65' },
      { from: 'ory_project_api_key.Old_F7E39C65', to: expect.stringMatching(/^ory_project_api_key\.New_/) },
    ]);
  });

  test('fails beside keepers, whose own resource would stay behind', () => {
    expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: 'k', keepers, movedFrom: ['Old', 'ory_project_api_key.Old'] }))).toBe(
      'stack/K: movedFrom: an address was given beside keepers, whose own resource would stay behind, and OpenTofu then replaces the key; '
      + 'expected the path that the construct had within the stack, such as "Team/Old"');
  });

  test('fails for a rotating key, which has two resources', () => {
    expect(problemOf(() => new RotatingProjectApiKey(newStack(), 'K', { name: 'k', schedule: RotationSchedule.manual(0), movedFrom: ['ory_project_api_key.Old'] }))).toBe(
      'stack/K: movedFrom: "ory_project_api_key.Old" is an address; expected the path that the construct had within the stack, such as "Team/Old"');
  });

  test.each<[string, (movedFrom: string[]) => unknown, string, string]>([
    ['a project key', (movedFrom) => new ProjectApiKey(newStack(), 'K', { name: 'k', movedFrom }), 'ory_workspace_api_key.Old', 'ory_project_api_key'],
    ['a workspace key', (movedFrom) => new WorkspaceApiKey(newStack(), 'K', { name: 'k', movedFrom }), 'ory_project_api_key.Old', 'ory_workspace_api_key'],
    ['a referred workspace key', (movedFrom) => new WorkspaceApiKey(newStack(), 'K', {
      name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, movedFrom,
    }), 'ory_workspace_api_key.Old', 'terraform_data'],
  ])('fails where the resource is of another type: %s', (_what, make, from, type) => {
    expect(problemOf(() => make([from]))).toBe(`stack/K: movedFrom: "${from}" is an address; expected the path that the construct had within the stack, such as "Team/Old", `
      + `or an address such as "${type}.Old_F7E39C65", as \`terraform state list\` shows it`);
  });
});

describe('movedFrom', () => {
  test('beside an import moves what is deployed, and imports what is not', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });
    ProjectApiKey.importExisting(stack, 'New', { name: 'k', keyId: KEY, movedFrom: ['Old'] });

    const { import: imports, moved } = render(stack);
    expect(moved).toEqual([{ from: 'ory_project_api_key.Old_F7E39C65', to: imports[0].to }]);
    expect(imports).toEqual([{ to: imports[0].to, id: `${PROJECT}/${KEY}` }]);
  });

  test('of several keys stands in one list, and asks for no version that the stack does not need', () => {
    const stack = newStack();
    ['A', 'B'].forEach((id) => new ProjectApiKey(stack, id, { name: id, movedFrom: [`Old${id}`] }));

    const { moved, terraform } = render(stack);
    expect(moved.map(({ from }: any) => from.slice(0, 24))).toEqual(['ory_project_api_key.OldA', 'ory_project_api_key.OldB']);
    expect(terraform).not.toHaveProperty('required_version');
  });

  test('from a slot of a rotating key moves the key of the slot, and warns of a name that is none of a slot\'s', () => {
    const app = newApp();
    const stack = newStack(app);
    const names = ['ci (3)', 'ci', '${var.name}', 'ci(3)', 'ci (x)', 'ci (10)', 'ci (3) ', 'ci (3) x'];
    names.forEach((name, index) => new ProjectApiKey(stack, `K${index}`, { name, movedFrom: [index % 2 === 0 ? 'Old/SlotB' : 'Team/Old/SlotA', 'Then'] }));
    new ProjectApiKey(stack, 'Other', { name: 'ci', movedFrom: ['SlotA/Old'] });

    expect(onlyWarningsOf(app)).toEqual(['ci', 'ci(3)', 'ci (x)', 'ci (3) ', 'ci (3) x'].map((name) =>
      `it is moved from a slot of a rotating key, whose key is named "<name> (<generation>)", and "${name}" is another name: if the key is still there, the plan replaces it; `
      + 'expected the name that the key has, and its expiry'));
    const rotating = newStack();
    const { current } = new RotatingProjectApiKey(rotating, 'Old', { name: 'ci', schedule: RotationSchedule.manual(3) });
    expect(render(stack).moved[0].from).toBe(/terraform import (\S+)/.exec(current.importCommand)![1]);
  });

  test('warns of a slot\'s name of an adopted key, too', () => {
    const app = newApp();
    ProjectApiKey.importExisting(newStack(app), 'K', { name: 'ci', keyId: KEY, movedFrom: ['Old/SlotA'] });

    expect(onlyWarningsOf(app)).toEqual([expect.stringContaining('it is moved from a slot of a rotating key')]);
  });

  test('of a rotating key goes together with adopt: the adopted key first, then the places of its slot', () => {
    const stack = newStack();
    new RotatingProjectApiKey(stack, 'New', { name: 'k', schedule: RotationSchedule.manual(1), movedFrom: ['Old'], adopt: RotationAdoption.moveFrom('Single') });

    const { moved } = render(stack);
    expect(moved.map(({ from, to }: any) => [from, to].map((address) => address.replace(/ory_project_api_key\.|_[0-9A-F]{8}$/g, '')))).toEqual([
      ['Old_SlotB', 'New_SlotB'], ['Single', 'Old_SlotA'], ['Old_SlotA', 'New_SlotA'],
    ]);
  });

  test('of a rotating key reaches the slot that the first generation does not render, and forgets what is there', () => {
    const stack = newStack();
    new RotatingProjectApiKey(stack, 'New', { name: 'k', schedule: RotationSchedule.manual(0), movedFrom: ['Old'] });

    const { moved, removed, resource } = render(stack);
    const slotB = Object.values<any>(moved).map(({ to }) => to).find((to) => to.includes('SlotB'));
    expect(moved).toHaveLength(2);
    expect(removed).toEqual([{ from: slotB, lifecycle: { destroy: false } }]);
    expect(resource.ory_project_api_key).not.toHaveProperty(slotB.split('.')[1]);
  });
});

describe('an environment of a set', () => {
  const S = 'ory_project_api_key.Set_5432AD3D';
  const movesOf = (keys: any, movedFrom?: string[]) => {
    const app = newApp();
    new ProjectApiKeySet(newStack(app), 'Set', { keys, movedFrom });
    return synthApp(app).json('stack').moved;
  };

  test('that was renamed moves from each of its names', () => {
    expect(movesOf({ 'prod': { name: 'p', renamedFrom: ['production', 'live v1.0'] }, 'eu/dev': { name: 'd', renamedFrom: ['dev'] }, 'stay': { name: 's', renamedFrom: [] } })).toEqual([
      { from: `${S}["dev"]`, to: `${S}["eu/dev"]` }, { from: `${S}["production"]`, to: `${S}["live v1.0"]` }, { from: `${S}["live v1.0"]`, to: `${S}["prod"]` },
    ]);
  });

  test('that was renamed and renamed back makes no circle', () => {
    expect(movesOf({ a: { name: 'p', renamedFrom: ['a', 'b'] } })).toEqual([{ from: `${S}["b"]`, to: `${S}["a"]` }]);
    expect(movesOf({ a: { name: 'p', renamedFrom: ['a'] } })).toBeUndefined();
  });

  test('that was a single key moves from its places, and then from its names', () => {
    expect(movesOf({ prod: { name: 'p', movedFrom: ['ory_project_api_key.Raw', 'Old', 'ory_project_api_key.Other["x"]'], renamedFrom: ['production'] } })).toEqual([
      { from: 'ory_project_api_key.Raw', to: 'ory_project_api_key.Old_F7E39C65' }, { from: 'ory_project_api_key.Old_F7E39C65', to: 'ory_project_api_key.Other["x"]' },
      { from: 'ory_project_api_key.Other["x"]', to: `${S}["production"]` }, { from: `${S}["production"]`, to: `${S}["prod"]` },
    ]);
  });

  test('moves within the set while the set itself moves', () => {
    expect(movesOf({ prod: { name: 'p', renamedFrom: ['production'] } }, ['Old'])).toEqual([
      { from: 'ory_project_api_key.Old_F7E39C65', to: S }, { from: `${S}["production"]`, to: `${S}["prod"]` },
    ]);
  });

  test('follows a logical id that is overridden later', () => {
    const stack = newStack();
    new ProjectApiKeySet(stack, 'Set', { keys: { prod: { name: 'p', renamedFrom: ['production'] } } }).resource.overrideLogicalId('renamed');

    expect(render(stack).moved).toEqual([
      { from: 'ory_project_api_key.renamed["production"]', to: 'ory_project_api_key.renamed["prod"]' },
      { from: 'ory_project_api_key.Set_5432AD3D', to: 'ory_project_api_key.renamed' },
    ]);
  });

  test('takes null and nothing for one that was always there', () => {
    expect(movesOf({ prod: { name: 'p', renamedFrom: null, movedFrom: undefined } })).toBeUndefined();
  });

  test.each([
    ['a name that another has', { a: { name: 'a', renamedFrom: ['b'] }, b: { name: 'b' } },
      'stack/Set: keys["a"].renamedFrom: "b" is an environment of the set, so its key stays there; expected the name that this one was called, which no other has'],
    ['a name that could be none', { a: { name: 'a', renamedFrom: ['-x'] } }, 'stack/Set: keys["a"].renamedFrom: "-x" cannot name an environment; expected up to 200 letters'],
    ['a template', { a: { name: 'a', renamedFrom: ['${var.x}'] } }, 'stack/Set: keys["a"].renamedFrom: "${var.x}" holds a token or template; expected strings'],
    ['no list', { a: { name: 'a', renamedFrom: 'b' } }, 'stack/Set: keys["a"].renamedFrom: "b" was given; expected a list of strings'],
    ['a place that is none', { a: { name: 'a', movedFrom: ['/'] } }, 'stack/Set: keys["a"].movedFrom: "/" is no place of a key; expected the path that the construct had within the stack'],
    ['a workspace key\'s place', { a: { name: 'a', movedFrom: ['ory_workspace_api_key.W'] } }, 'stack/Set: keys["a"].movedFrom: "ory_workspace_api_key.W" is an address; expected'],
    ['the environment that JavaScript reserves', { a: { name: 'a', renamedFrom: ['__proto__'] } }, 'stack/Set: keys: the key "__proto__" cannot be rendered'],
  ])('fails on %s', (_what, keys, problem) => {
    expect(problemOf(() => movesOf(keys)).startsWith(problem)).toBe(true);
  });
});

test('the raw binding moves as cdktf offers', () => {
  const stack = newStack();
  new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' }).moveFromId('ory_project_api_key.Old');

  expect(render(stack).moved).toEqual([{ from: 'ory_project_api_key.Old', to: 'ory_project_api_key.Raw' }]);
});

describe('a place that begins with the stack', () => {
  const TOLD = 'the place "stack/Old" begins with the stack, and nothing moves unless a construct of the same id stood in the stack: the plan then destroys the key; expected the path within the stack: "Old"';

  test.each(MAKERS)('is warned of for %s', (_what, make) => {
    const app = newApp();
    make(newStack(app), 'New', ['stack/Old']);

    expect(onlyWarningsOf(app).filter((warning) => warning.includes('begins with the stack'))[0].replace(/\/Slot[AB]/g, '')).toBe(TOLD);
  });

  test('is warned of for a member of a set', () => {
    const app = newApp();
    new ProjectApiKeySet(newStack(app), 'New', { keys: { dev: { name: 'd', movedFrom: ['stack/Old'] } } });

    expect(onlyWarningsOf(app)).toEqual([TOLD]);
  });

  test('is warned of in a stack within a stack', () => {
    const app = newApp();
    const inner = newStack(new Construct(newStack(app, 'outer'), 'Team'), 'inner');
    new ProjectApiKey(inner, 'New', { name: 'k', movedFrom: ['inner/Old', 'outer/Team/inner/Old'] });

    // cdktf runs the validations of the inner stack for each of the two.
    expect([...new Set(onlyWarningsOf(app, 'inner'))]).toEqual([expect.stringContaining('expected the path within the stack: "Old"')]);
  });

  test.each<[string, string, (stack: TerraformStack) => void]>([
    ['where a construct has the id of the stack', 'stack/Old', (stack) => void new Construct(stack, 'stack')],
    ['where it is a construct at the top', 'stack', () => undefined],
  ])('is none %s', (_what, place, add) => {
    const app = newApp();
    const stack = newStack(app);
    add(stack);
    new ProjectApiKey(stack, 'New', { name: 'k', movedFrom: [place] });

    expect(onlyWarningsOf(app)).toEqual([]);
  });
});
