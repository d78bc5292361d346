import { DataResource, TerraformVariable, Testing } from 'cdktf';
import fc from 'fast-check';
import { ory, ProjectApiKeySet, ProjectApiKeySetProps } from '../src';
import { newApp, newStack, onlyProjectKey, problemOf, PROJECT, render, resolved, resources, SECRET, synthApp, warningsOf } from './support/stacks';

const S = 'ory_project_api_key.Set_5432AD3D';
/** What a member refers to, with the locals between in place of their names. */
const inPlace = (stack: ReturnType<typeof newStack>, value: unknown) => JSON.parse(
  JSON.stringify(resolved(stack, value)).replace(/\blocal\.([\w-]+)/g, (_name, id) => JSON.stringify(/^\$\{(.*)\}$/.exec(render(stack).locals[id])![1]).slice(1, -1)),
);
const set = (stack: ReturnType<typeof newStack>, keys: any, props: Partial<ProjectApiKeySetProps> = {}) => new ProjectApiKeySet(stack, 'Set', { keys, ...props });

describe('ProjectApiKeySet', () => {
  test('renders one resource for all keys', () => {
    // GIVEN
    const stack = newStack();

    // WHEN
    set(stack, { 'prod': { name: 'p', expiresAt: '2031-01-01T02:00:00.9+02:00' }, 'eu/dev': { name: 'd' } });

    // THEN
    expect(resources(stack, 'ory_project_api_key')).toEqual({
      Set_5432AD3D: {
        for_each: { 'prod': { name: 'p', expires_at: '2031-01-01T00:00:00Z' }, 'eu/dev': { name: 'd' } },
        name: '${each.value.name}',
        expires_at: '${try(each.value.expires_at, null)}',
        lifecycle: { create_before_destroy: true },
      },
    });
  });

  test('without an expiry renders none, and no check', () => {
    const stack = newStack();

    set(stack, { dev: { name: 'd', expiresAt: null } });

    expect(onlyProjectKey(stack)).toEqual({ for_each: { dev: { name: 'd' } }, name: '${each.value.name}', lifecycle: { create_before_destroy: true } });
    expect(render(stack).check).toBeUndefined();
    expect(render(stack).terraform.required_version).toBeUndefined();
  });

  test('renders every prop', () => {
    const stack = newStack();
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other' });

    set(stack, { dev: { name: 'd' } }, { projectId: PROJECT, createBeforeDestroy: false, preventDestroy: true, provider });

    expect(onlyProjectKey(stack)).toEqual({
      for_each: { dev: { name: 'd' } }, name: '${each.value.name}', project_id: PROJECT, provider: 'ory.other', lifecycle: { prevent_destroy: true },
    });
  });

  test('renders no lifecycle when nothing of it is asked for', () => {
    const stack = newStack();

    set(stack, { dev: { name: 'd' } }, { createBeforeDestroy: false });

    expect(onlyProjectKey(stack)).not.toHaveProperty('lifecycle');
  });

  test('takes null for every optional prop as left out, as other languages give it', () => {
    const stack = newStack();

    set(stack, { dev: { name: 'd' } }, { projectId: null, expiryWarningDays: null, createBeforeDestroy: null, preventDestroy: null, provider: null } as any);

    expect(onlyProjectKey(stack)).toEqual({ for_each: { dev: { name: 'd' } }, name: '${each.value.name}', lifecycle: { create_before_destroy: true } });
  });

  test('does not depend on the order of the keys', () => {
    const synth = (environments: string[]) => {
      const stack = newStack();
      set(stack, Object.fromEntries(environments.map((environment) => [environment, { name: environment }])));
      return JSON.stringify(render(stack));
    };

    expect(synth(['b', 'a', 'c'])).toBe(synth(['c', 'b', 'a']));
  });

  test('loses one entry, and changes no other, when one environment goes', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 2, maxLength: 8 }), (environments) => {
      const rendered = (some: string[]) => {
        const stack = newStack();
        set(stack, Object.fromEntries(some.map((environment) => [environment, { name: `key ${environment}` }])));
        return onlyProjectKey(stack).for_each;
      };
      const [gone, ...rest] = environments;
      const { [gone]: removed, ...others } = rendered(environments);
      expect(removed).toEqual({ name: `key ${gone}` });
      expect(rendered(rest)).toEqual(others);
    }), { numRuns: 25 });
  });

  test('makes no construct for a key that nobody asks for', () => {
    const stack = newStack();
    const keys = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`env-${index}`, { name: `key ${index}`, expiresAt: '2031-01-01T00:00:00Z' }]));

    expect(set(stack, keys).node.findAll().map((child) => child.node.path)).toEqual(['stack/Set', 'stack/Set/Resource']);
    expect(onlyProjectKey(stack)).toMatchObject({
      for_each: '${local.Set_5432AD3D_names}', name: '${each.value}', expires_at: '${lookup(local.Set_5432AD3D_expiries, each.key, null)}',
    });
    expect(Object.keys(render(stack).locals.Set_5432AD3D_names)).toHaveLength(500);
    expect(Object.keys(render(stack).locals.Set_5432AD3D_expiries)).toHaveLength(500);
    expect(Object.keys(render(stack).check)).toEqual(['OryApiKeyExpiry']);
    expect(render(stack).check.OryApiKeyExpiry.assert).toHaveLength(1);
  });

  test('lets strange texts and templates pass as names', () => {
    const stack = newStack();
    const names = ['"quoted"', 'one\ntwo', '$${path.module}', '${var.name}', '🔑'];

    set(stack, Object.fromEntries(names.map((name, index) => [`e${index}`, { name, expiresAt: '${var.expiry}' }])));

    expect(Object.values<any>(onlyProjectKey(stack).for_each)).toEqual(names.map((name) => ({ name, expires_at: '${"${var.expiry}" == null ? null : timeadd("${var.expiry}", "0s")}' })));
  });

  test.each(['a', 'prod', 'eu/staging', 'v1.2_x:y@z+w-q', '1', 'a b', 'Прод', 'constructor', 'a'.repeat(200)])('takes the environment %p', (environment) => {
    const stack = newStack();

    const key = set(stack, { [environment]: { name: 'n' } }).get(environment);

    expect(Object.keys(onlyProjectKey(stack).for_each)).toEqual([environment]);
    expect(inPlace(stack, key.keyId)).toBe(`\${${S}["${environment}"].id}`);
  });

  test('tells environments apart that differ by a slash alone', () => {
    const stack = newStack();
    const shop = set(stack, { 'a/b': { name: '1' }, 'ab': { name: '2' }, 'a--b': { name: '3' } });

    expect(['a/b', 'ab', 'a--b'].map((environment) => inPlace(stack, shop.get(environment).keyId))).toEqual([`\${${S}["a/b"].id}`, `\${${S}["ab"].id}`, `\${${S}["a--b"].id}`]);
  });

  test.each(['', ' a', '-a', 'a"b', 'a\nb', '${x}', 'a$b', 'a%b', 'a\\b', '🔑', 'a'.repeat(201)])('fails on the environment %j', (environment) => {
    expect(problemOf(() => set(newStack(), { [environment]: { name: 'n' } }))).toMatch(/^stack\/Set: keys: ".*" cannot name an environment; expected up to 200 letters/);
  });

  test('fails on the environment that JavaScript reserves', () => {
    expect(problemOf(() => set(newStack(), JSON.parse('{"__proto__": {"name": "n"}}')))).toBe('stack/Set: keys: the key "__proto__" cannot be rendered; choose another');
  });

  test.each([
    ['no keys', {}, /^stack\/Set: keys: no key was given; expected at least one environment$/],
    ['nothing for keys', undefined, /^stack\/Set: keys: no key was given/],
    ['a blank name', { dev: { name: ' ' } }, /^stack\/Set: keys\["dev"\]\.name: " " is blank/],
    ['an entry that is null', { dev: null }, /^stack\/Set: keys\["dev"\]\.name: nothing was given/],
    ['a bad expiry', { dev: { name: 'd', expiresAt: '2030-02-30T00:00:00Z' } }, /^stack\/Set: keys\["dev"\]\.expiresAt: .*there is no day 30/],
    ['a secret for a name', { dev: { name: SECRET } }, /^stack\/Set: keys\["dev"\]\.name: the value of an API key was given/],
    ['a secret for an environment', { [SECRET]: { name: 'd' } }, /^stack\/Set: a key of keys: the value of an API key was given/],
  ])('fails on %s', (_what, keys, problem) => {
    expect(problemOf(() => set(newStack(), keys))).toMatch(problem);
  });

  test('fails on a project that is no UUID, and on fractional days', () => {
    expect(problemOf(() => set(newStack(), { dev: { name: 'd' } }, { projectId: 'mine' }))).toMatch(/^stack\/Set: projectId: "mine" is no UUID/);
    expect(problemOf(() => set(newStack(), { dev: { name: 'd' } }, { expiryWarningDays: 0.5 }))).toMatch(/^stack\/Set: expiryWarningDays: 0\.5 was given/);
  });
});

describe('the expiries of a set', () => {
  test('are warned of at synth, each by name', () => {
    const app = newApp();
    set(newStack(app), { a: { name: 'past', expiresAt: '2029-01-01T00:00:00Z' }, b: { name: 'near', expiresAt: '2030-01-03T00:00:00Z' }, c: { name: 'far', expiresAt: '2032-01-01T00:00:00Z' } });

    expect(warningsOf(app).map(({ constructPath, message }) => [constructPath, message.split(';')[0]])).toEqual([
      ['stack/Set', 'API key "past" expired at 2029-01-01T00:00:00Z: the API refuses it'],
      ['stack/Set', 'API key "near" expires at 2030-01-03T00:00:00Z, in 2 days'],
    ]);
  });

  test('are watched by one check over all of them', () => {
    const stack = newStack();
    set(stack, { a: { name: 'a', expiresAt: '2031-01-01T00:00:00Z' }, b: { name: 'b' } }, { expiryWarningDays: 10 });

    const far = 'key.expires_at == null ? true : timecmp(timeadd(plantimestamp(), "240h"), key.expires_at) < 0';
    expect(render(stack).check.OryApiKeyExpiry.assert).toEqual([{
      condition: `\${alltrue([for key in ${S} : ${far}])}`,
      error_message: 'API keys of stack/Set near their expiry, or past it: '
        + `\${join(", ", [for environment, key in ${S} : "\${environment} expires at \${coalesce(key.expires_at, "no known time")}" if !(${far})])}. `
        + 'Replace each before its clients are refused.',
    }]);
    expect(render(stack).locals).toBeUndefined();
    expect(render(stack).terraform.required_version).toBe('>= 1.5');
  });

  test('are not watched with 0 days', () => {
    const app = newApp();
    const stack = newStack(app);
    set(stack, { a: { name: 'a', expiresAt: '2029-01-01T00:00:00Z' } }, { expiryWarningDays: 0 });

    expect(render(stack).check).toBeUndefined();
    expect(warningsOf(app)).toEqual([]);
  });
});

describe('get', () => {
  const keys = { 'eu/dev': { name: 'd' }, 'prod': { name: 'p', expiresAt: '2031-01-01T00:00:00Z' } };

  test('gives one key, whose attributes refer to its instance', () => {
    const stack = newStack();
    const key = set(stack, keys).get('prod');

    expect(inPlace(stack, [key.keyId, key.name, key.expiresAt, key.value])).toEqual([
      `\${${S}["prod"].id}`, `\${${S}["prod"].name}`, `\${${S}["prod"].expires_at}`, `\${sensitive(${S}["prod"].value)}`,
    ]);
  });

  test('gives the same key each time', () => {
    const all = set(newStack(), keys);

    expect(all.get('prod')).toBe(all.get('prod'));
  });

  test('keeps apart environments that constructs would write alike', () => {
    const all = set(newStack(), { 'a/b': { name: '1' }, 'a--b': { name: '2' } });

    expect(all.get('a/b').node.path).not.toBe(all.get('a--b').node.path);
  });

  test('gives keys that can be put out, stored and used', () => {
    const stack = newStack();
    const all = set(stack, keys);
    const secrets: any[] = [];

    all.get('eu/dev').addSensitiveOutput('dev_key');
    all.get('eu/dev').storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });
    all.get('prod').storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });
    new DataResource(stack, 'Consumer', { triggersReplace: { key: all.get('prod').keyId } });

    expect(inPlace(stack, render(stack).output)).toEqual({ dev_key: { value: `\${sensitive(${S}["eu/dev"].value)}`, sensitive: true } });
    expect(inPlace(stack, resources(stack, 'terraform_data').Consumer.triggers_replace)).toEqual({ key: `\${${S}["prod"].id}` });
    expect(inPlace(stack, secrets)).toEqual([
      { name: `\${${S}["eu/dev"].name}`, value: `\${sensitive(${S}["eu/dev"].value)}`, version: `\${${S}["eu/dev"].id}` },
      { name: `\${${S}["prod"].name}`, value: `\${sensitive(${S}["prod"].value)}`, version: `\${${S}["prod"].id}`, expiresAt: `\${${S}["prod"].expires_at}` },
    ]);
  });

  test('gives the import command of one instance, quoted for the shell', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });

    expect(set(stack, keys).get('eu/dev').importCommand).toBe(`terraform import '${S}["eu/dev"]' ${PROJECT}/<key-id>`);
  });

  test('gives an import command with a stand-in for a project that nobody names', () => {
    expect(set(newStack(), keys).get('prod').importCommand).toBe(`terraform import '${S}["prod"]' <project-id>/<key-id>`);
  });

  test('fails on an environment that the set has not, and names those it has', () => {
    expect(problemOf(() => set(newStack(), keys).get('stage'))).toBe('stack/Set: the set has no environment "stage"; expected one of "eu/dev", "prod"');
    expect(problemOf(() => set(newStack(), keys).get('toString'))).toContain('the set has no environment "toString"');
  });

  test('fails with the first ten of many environments', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`e${index}`, { name: 'n' }]));

    expect(problemOf(() => set(newStack(), many).get('x'))).toMatch(/expected one of "e0", "e1", "e10", "e11", "e2", .*"e7" and 2 more$/);
    const ten = Object.entries(many).filter(([environment]) => environment.length === 2);
    expect(problemOf(() => set(newStack(), Object.fromEntries(ten)).get('x'))).toMatch(/expected one of "e0", .*"e9"$/);
  });
});

describe('addSensitiveOutput of a set', () => {
  test('gives a map from environment to value, sensitive', () => {
    const stack = newStack();
    const all = set(stack, { dev: { name: 'd' } });

    const output = all.addSensitiveOutput('keys', { description: 'by environment' });
    all.resource.overrideLogicalId('renamed');

    expect(render(stack).output).toEqual({
      keys: { value: '${{for e, k in ory_project_api_key.renamed : e => k.value}}', sensitive: true, description: 'by environment' },
    });
    expect(output.node.path).toBe('stack/Set/Output-keys');
  });

  test('fails on a name that another key has used', () => {
    const stack = newStack();
    const all = set(stack, { dev: { name: 'd' } });
    all.get('dev').addSensitiveOutput('keys');

    expect(problemOf(() => all.addSensitiveOutput('keys'))).toMatch(/^stack\/Set: the stack already has an output "keys", added by stack\/Set\/Key-dev;/);
  });

  test('synthesizes with its validations', () => {
    const app = newApp();
    set(newStack(app), { dev: { name: 'd' } }).addSensitiveOutput('keys');

    expect(Object.keys(synthApp(app).json('stack').output)).toEqual(['keys']);
  });
});

describe('a set of many keys', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`e${String(index).padStart(3, '0')}`, { name: `n${index}` }]));

  test('has its map in place up to 50 keys', () => {
    const stack = newStack();
    set(stack, many(50));
    const json = JSON.parse(Testing.synth(stack));

    const [resource] = Object.values<any>(json.resource.ory_project_api_key);
    expect(Object.keys(resource.for_each)).toHaveLength(50);
    expect(json.locals).toBeUndefined();
  });

  test('has names and expiries in locals beyond, which Terraform works out once', () => {
    const stack = newStack();
    const all = set(stack, { ...many(51), constructor: { name: 'late', expiresAt: '2031-01-01T00:00:00+01:00' } });
    all.resource.overrideLogicalId('renamed');
    const json = JSON.parse(Testing.synth(stack));

    expect(json.resource.ory_project_api_key.renamed).toMatchObject({
      for_each: '${local.renamed_names}', name: '${each.value}', expires_at: '${lookup(local.renamed_expiries, each.key, null)}',
    });
    expect(Object.keys(json.locals.renamed_names)).toHaveLength(52);
    expect(json.locals.renamed_names).toMatchObject({ e050: 'n50', constructor: 'late' });
    expect(json.locals.renamed_expiries).toEqual({ constructor: '2030-12-31T23:00:00Z' });
  });

  test('has no local for expiries where none expires', () => {
    const stack = newStack();
    set(stack, many(51));
    const json = JSON.parse(Testing.synth(stack));

    expect(Object.keys(json.locals)).toEqual(['Set_5432AD3D_names']);
    const [resource] = Object.values<any>(json.resource.ory_project_api_key);
    expect(resource).not.toHaveProperty('expires_at');
  });

  test('has tokens in the locals, too', () => {
    const stack = newStack();
    const [name, expiresAt] = ['name', 'expiry'].map((id) => new TerraformVariable(stack, id, {}).stringValue);
    set(stack, { ...many(60), token: { name, expiresAt } });
    const { locals } = render(stack);

    expect(locals.Set_5432AD3D_names.token).toBe('${var.name}');
    expect(locals.Set_5432AD3D_expiries).toEqual({ token: '${(var.expiry == null) ? null : timeadd(var.expiry, "0s")}' });
  });

  test('leaves no local behind when it is forgotten', () => {
    const stack = newStack();
    set(stack, many(51)).forget();

    expect(JSON.parse(Testing.synth(stack)).locals).toBeUndefined();
  });
});
