import { TerraformVariable } from 'cdktf';
import { ApiKeyInventory, ory, RotatingProjectApiKey, RotationAdoption, RotationSchedule } from '../src';
import { KEY, newApp, newStack, OTHER_PROJECT, problemOf, PROJECT, render, resolved, resources, SECRET, secretVariable } from './support/stacks';

const A = 'R_SlotA_A865C877';
const B = 'R_SlotB_12C349C9';
const KEPT = ['name', 'expires_at', 'project_id'];
const ADDRESS = 'ory_project_api_key.Ci_A080E7EE';

type Make = (stack: ReturnType<typeof newStack>) => RotationAdoption;

function adopting(generation: number, adopt: Make, props: object = {}, provider: ory.OryProviderConfig = {}) {
  const stack = newStack(newApp(), 'stack', provider);
  const key = new RotatingProjectApiKey(stack, 'R', { name: 'ci', schedule: RotationSchedule.manual(generation), adopt: adopt(stack), ...props });
  return { stack, key };
}

const valueOf = ({ stack, key }: ReturnType<typeof adopting>) => resolved(stack, key.value);

describe('RotationAdoption.importKey', () => {
  const importKey: Make = () => RotationAdoption.importKey(KEY);

  test('imports the key into the slot of the first generation, with its name and expiry kept', () => {
    const { stack } = adopting(0, importKey, { projectId: PROJECT });

    expect(render(stack).import).toEqual([{ to: `ory_project_api_key.${A}`, id: `${PROJECT}/${KEY}` }]);
    expect(resources(stack, 'ory_project_api_key')).toEqual({
      [A]: { name: 'ci (0)', project_id: PROJECT, lifecycle: { create_before_destroy: true, ignore_changes: KEPT } },
    });
  });

  test('goes on importing while the key is the previous one', () => {
    const { stack } = adopting(1, importKey);

    expect(render(stack).import).toEqual([{ to: `ory_project_api_key.${A}`, id: KEY }]);
    expect(resources(stack, 'ory_project_api_key')[A].lifecycle.ignore_changes).toEqual(KEPT);
    expect(resources(stack, 'ory_project_api_key')[B].lifecycle.ignore_changes).toEqual(['expires_at']);
  });

  test.each([[2], [3], [10]])('does nothing once the slot\'s turn has come, at generation %p', (generation) => {
    const { stack, key } = adopting(generation, importKey);

    expect(render(stack).import).toBeUndefined();
    expect(() => key.value).not.toThrow();
  });

  test('takes the project of the provider into the id', () => {
    expect(render(adopting(0, importKey, {}, { projectId: OTHER_PROJECT }).stack).import[0].id).toBe(`${OTHER_PROJECT}/${KEY}`);
  });

  test('names an aliased provider', () => {
    const stack = newStack();
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT });

    new RotatingProjectApiKey(stack, 'R', { name: 'ci', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(KEY), provider });

    expect(render(stack).import).toEqual([{ to: `ory_project_api_key.${A}`, id: `${PROJECT}/${KEY}` }]);
  });

  test('has no previous key in the first generation of a schedule that counts on', () => {
    const schedule = RotationSchedule.every(30, { startingAt: '2030-01-01T00:00:00Z', firstGeneration: 3 });
    const { stack, key } = adopting(0, () => RotationAdoption.importKey(KEY, undefined, 3), { schedule });

    expect(key.previous).toBeUndefined();
    expect(Object.keys(resources(stack, 'ory_project_api_key'))).toEqual([B]);
    expect(render(stack).import[0].to).toBe(`ory_project_api_key.${B}`);
  });

  test('gives the value that the caller holds, and versions it by its hash', () => {
    const { stack, key } = adopting(0, (scope) => RotationAdoption.importKey(KEY, secretVariable(scope).stringValue));
    const secrets: any[] = [];

    key.storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });

    expect(resolved(stack, secrets)).toEqual([{
      name: `\${ory_project_api_key.${A}.name}`, value: '${sensitive(var.secret)}', version: '${sha256(sensitive(var.secret))}', expiresAt: `\${ory_project_api_key.${A}.expires_at}`,
    }]);
  });

  test('fails to give a value that nobody gave, until the next generation', () => {
    expect(problemOf(() => adopting(0, importKey).key.value)).toMatch(/^stack\/R: the value of an imported key is not available.*or wait for the next generation$/);
    expect(valueOf(adopting(1, importKey))).toBe(`\${sensitive(ory_project_api_key.${B}.value)}`);
    expect(problemOf(() => adopting(1, importKey).key.previous!.value)).toContain('is not available');
  });

  test('lets a token name the key', () => {
    const { stack } = adopting(0, (scope) => RotationAdoption.importKey(new TerraformVariable(scope, 'key', { type: 'string' }).stringValue));

    expect(render(stack).import[0].id).toBe('${var.key}');
  });

  test('fails on a key id that is no UUID, and on a literal value', () => {
    expect(problemOf(() => RotationAdoption.importKey('mine'))).toMatch(/^RotationAdoption\.importKey: keyId: "mine" is no UUID/);
    expect(problemOf(() => RotationAdoption.importKey(KEY, SECRET))).toMatch(/^RotationAdoption\.importKey: value: a literal was given \(not shown here\)/);
  });
});

describe('RotationAdoption.moveFromPlaces', () => {
  test('chains the places that the key had, those of the rotation behind them', () => {
    const adopt = RotationAdoption.moveFromPlaces(['Oldest', ADDRESS], 1);

    expect(render(adopting(1, () => adopt, { movedFrom: ['Old'] }).stack).moved).toEqual(expect.arrayContaining([
      { from: expect.stringMatching(/^ory_project_api_key\.Oldest_/), to: ADDRESS },
      { from: ADDRESS, to: expect.stringMatching(/^ory_project_api_key\.Old_SlotB_/) },
      { from: expect.stringMatching(/^ory_project_api_key\.Old_SlotB_/), to: `ory_project_api_key.${B}` },
    ]));
  });

  test('renders for one place what moveFrom does', () => {
    const rendered = (adopt: RotationAdoption) => render(adopting(0, () => adopt).stack);

    expect(rendered(RotationAdoption.moveFromPlaces([ADDRESS]))).toEqual(rendered(RotationAdoption.moveFrom(ADDRESS)));
  });

  test.each<[string[] | undefined, RegExp]>([
    [[], /places: no place was given; expected at least the one that the key has now/],
    [undefined, /places: no place was given/],
    [['Team//Old'], /places: "Team\/\/Old" is no place of a key/],
    [[ADDRESS, 'ory_workspace_api_key.x'], /places: "ory_workspace_api_key.x" is an address/],
  ])('fails on %j', (places, problem) => {
    expect(problemOf(() => RotationAdoption.moveFromPlaces(places as string[]))).toMatch(problem);
  });
});

describe('RotationAdoption.moveFrom', () => {
  const moveFrom: Make = () => RotationAdoption.moveFrom(ADDRESS);

  test('hands the deployed key over, with its name and expiry kept and its value in the state', () => {
    const { stack, key } = adopting(0, moveFrom);

    expect(render(stack).moved).toEqual([{ from: ADDRESS, to: `ory_project_api_key.${A}` }]);
    expect(render(stack).import).toBeUndefined();
    expect(resources(stack, 'ory_project_api_key')[A].lifecycle).toEqual({ create_before_destroy: true, ignore_changes: KEPT });
    expect(resolved(stack, key.value)).toBe(`\${sensitive(ory_project_api_key.${A}.value)}`);
  });

  test.each([[1], [2], [3]])('keeps the move at generation %p, since the key may still be deployed at the old address', (generation) => {
    expect(render(adopting(generation, moveFrom).stack).moved).toEqual([{ from: ADDRESS, to: `ory_project_api_key.${A}` }]);
  });

  test('hands over to the slot of the generation that it is, and to no other', () => {
    const movesAt = (generation: number, adopted: number) =>
      render(adopting(generation, () => RotationAdoption.moveFrom(ADDRESS, adopted)).stack).moved;

    expect(movesAt(1, 1)).toEqual([{ from: ADDRESS, to: `ory_project_api_key.${B}` }]);
    expect(movesAt(2, 1)).toEqual([{ from: ADDRESS, to: `ory_project_api_key.${B}` }]);
    expect(movesAt(4, 3)).toEqual([{ from: ADDRESS, to: `ory_project_api_key.${B}` }]);
  });

  test('counts as made by this app in the inventory, where an imported key counts as imported', () => {
    const imported = (adopt: Make) => {
      const { stack } = adopting(1, adopt);
      new ApiKeyInventory(stack, 'Inventory');
      return render(stack).output.ory_api_keys.value.map((entry: any) => [entry.generation, entry.imported]);
    };

    expect(imported(moveFrom)).toEqual([[1, false], [0, false]]);
    expect(imported(() => RotationAdoption.importKey(KEY))).toEqual([[1, false], [0, true]]);
  });

  test.each(['ory_project_api_key.ci', 'ory_project_api_key._a-1', 'ory_project_api_key.Set_1["eu/prod"]', 'ory_project_api_key.Ключ'])('takes the address %p', (address) => {
    expect(render(adopting(0, () => RotationAdoption.moveFrom(address)).stack).moved[0].from).toBe(address);
  });

  test.each([
    '', 'a//b', '/a', 'a/', ' ', 'ory_workspace_api_key.w', 'ory_project_api_key.', 'ory_project_api_key.1a', 'module.m.ory_project_api_key.a', 'ory_project_api_key.a[0]',
    'ory_project_api_key.a["${x}"]', 'ory_project_api_key.a["x"]\n', '${ory_project_api_key.a}', 'ory_project_api_key.a b',
    '1st', '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10/Ci', '-a', '__proto__', 'Team/constructor',
  ])('fails on the place %j', (address) => {
    expect(problemOf(() => RotationAdoption.moveFrom(address))).toMatch(/^RotationAdoption\.moveFrom: place: ".*" (is no place of a key|is an address|holds a token or template); expected (the path that the construct had within the stack, such as "Team\/Old", or an address such as "ory_project_api_key\.Old_F7E39C65", as `terraform state list` shows it|strings that are known at synth)$/);
  });

  test('fails on what is no text, and on a secret', () => {
    expect(problemOf(() => RotationAdoption.moveFrom(undefined as unknown as string))).toContain('nothing was given; expected a string');
    expect(problemOf(() => RotationAdoption.moveFrom(SECRET))).toContain('the value of an API key was given');
  });
});

describe('an adoption that was left in', () => {
  const counting = (generation: number, now: string) => RotationSchedule.every(30, { startingAt: now, firstGeneration: generation });

  test.each([
    ['importKey', () => RotationAdoption.importKey(KEY)],
    ['moveFrom', () => RotationAdoption.moveFrom(ADDRESS)],
  ])('does not begin anew when the schedule counts on: %s has to say its generation', (name, adopt) => {
    const schedule = counting(4, '2030-01-01T00:00:00Z');

    expect(problemOf(() => adopting(0, adopt, { schedule }))).toBe('stack/R: adopt: which generation the adopted key is was not said, beside a schedule whose firstGeneration is 4; '
      + `expected it as the last argument of RotationAdoption.${name}: 4 where the key is adopted now, 0 where it was adopted before and firstGeneration was given since`);
  });

  test('keeps the deployed key in its slot when the schedule counts on', () => {
    const { stack } = adopting(0, () => RotationAdoption.moveFrom(ADDRESS, 0), { schedule: counting(4, '2030-01-01T00:00:00Z') });

    const keys = resources(stack, 'ory_project_api_key');
    expect(keys[A].lifecycle.ignore_changes).toEqual(['expires_at']);
    expect(keys[B].lifecycle.ignore_changes).toEqual(KEPT);
  });

  test('keeps the adopted key, as the previous one, when a schedule takes over from generation 0', () => {
    const { stack, key } = adopting(0, () => RotationAdoption.moveFrom(ADDRESS, 0), { schedule: counting(1, '2030-01-01T00:00:00Z') });

    expect(Object.keys(resources(stack, 'ory_project_api_key')).sort()).toEqual([A, B]);
    expect(resources(stack, 'ory_project_api_key')[A].lifecycle.ignore_changes).toEqual(KEPT);
    expect(key.generation).toBe(1);
  });

  test('fails where the adopted key would be a generation to come', () => {
    expect(problemOf(() => adopting(1, () => RotationAdoption.moveFrom(ADDRESS, 2)))).toMatch(/^stack\/R: adopt: the adopted key is generation 2, and 1 is current; expected/);
    expect(problemOf(() => RotationAdoption.moveFrom(ADDRESS, -1))).toMatch(/^RotationAdoption\.moveFrom: generation: -1 was given; expected a whole number/);
    expect(problemOf(() => RotationAdoption.importKey(KEY, undefined, 0.5))).toMatch(/^RotationAdoption\.importKey: generation: 0\.5 was given/);
  });

  test.each([
    ['importKey', () => RotationAdoption.importKey(KEY), 'does not import it'],
    ['moveFrom', () => RotationAdoption.moveFrom(ADDRESS), 'may replace it at once'],
  ])('warns once the turn of its slot has come, since a key that was not adopted by then is lost: %s', (name, adopt, outcome) => {
    const warnings = (generation: number) => adopting(generation, adopt).key.node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);

    expect(warnings(1)).toEqual([]);
    expect(warnings(2)).toEqual([
      'the adopted key is generation 0, and 2 is current: the turn of its slot has come, and adopt keeps it no longer; take adopt out if the key was adopted before. '
      + `If it was not, an apply ${outcome}: give RotationAdoption.${name} the generation 2`,
    ]);
  });

  test('has plans warn of the expiry that an adopted key brings along, also without a schedule', () => {
    expect(Object.keys(render(adopting(0, () => RotationAdoption.moveFrom(ADDRESS)).stack).check)).toEqual(['OryApiKeyExpiry']);
    expect(render(adopting(2, () => RotationAdoption.moveFrom(ADDRESS)).stack).check).toBeUndefined();
  });
});
