import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, uuid, WORKSPACE } from '../support';
import { change, check, destroyed, EARLIER, forgotten, imported, kept, key, LATER, made, plan, read, workspaceKey } from './plans';

const A = 'ory_project_api_key.a';
const B = 'ory_project_api_key.b';
const W = 'ory_workspace_api_key.w';

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-check-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function save(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
}

describe('a workspace key', () => {
  test('fails when it is created, since the provider cannot', async () => {
    const { code, findings, keys, told } = await check(plan([change(W, ['create'], { after: { name: 'w' }, change: { after_unknown: { expires_at: true } } })]));
    expect({ code, findings }).toEqual({ code: 3, findings: [`workspace-created ${W}`] });
    expect(told).toMatch(/add movedFrom or a moved block; else make it in the Ory Console/);
    expect(keys[0]).toMatchObject({ kind: 'workspace', plan: ['made'], expires_at: null, never_expires: false, valid: null, client_notices: false });
  });

  test('fails when it is to be replaced, which creates one', async () => {
    const { findings, notes, keys } = await check(plan([change(W, ['delete', 'create'], { before: workspaceKey('w'), after: { name: 'w' } })]));
    expect({ findings, notes }).toEqual({ findings: [`workspace-created ${W}`], notes: [`workspace-forgotten ${W}`] });
    expect(keys[0].plan).toEqual(['forgotten', 'made']);
  });

  test.each([['delete'], ['forget']])('is noted when it is forgotten, which is all that %s does', async (action) => {
    const { code, notes, keys, told } = await check(plan([change(W, [action], { before: workspaceKey('w') })]));
    expect({ code, notes }).toEqual({ code: 0, notes: [`workspace-forgotten ${W}`] });
    expect(keys[0]).toMatchObject({ plan: ['forgotten'], valid: true, client_notices: false });
    expect(told).toContain('it stays valid');
  });

  test('may be imported and renamed', async () => {
    expect(await check(plan([change(W, ['update'], { before: workspaceKey('w'), after: workspaceKey('w2'), change: { importing: { id: `${WORKSPACE}/${uuid(1)}` } } })])))
      .toMatchObject({ code: 0, notes: [], keys: [{ plan: ['adopted', 'changed'], owner: WORKSPACE }] });
  });
});

describe('a key that was deleted outside of Terraform', () => {
  const gone = (fields = {}) => ({ resource_drift: [change(A, ['delete'], { before: key('a', fields) })] });

  test('fails when the plan makes another', async () => {
    const { findings, keys } = await check(plan([made(A, 'a')], gone()));
    expect(findings).toEqual([`deleted-outside ${A}`]);
    expect(keys).toEqual([expect.objectContaining({ plan: ['deleted outside', 'made'], client_notices: true })]);
  });

  test('fails when nothing configures it any more, and in a plan that refreshes alone', async () => {
    expect((await check(plan([], gone()))).findings).toEqual([`deleted-outside ${A}`]);
    expect((await check(plan([], { ...gone(), resource_changes: undefined }))).findings).toEqual([`deleted-outside ${A}`]);
  });

  test('is no finding when it had expired, or was left over by a failed replacement', async () => {
    expect((await check(plan([made(A, 'a')], gone({ expires_at: EARLIER })))).findings).toEqual([]);
    expect((await check(plan([kept(A, key('a'))], { resource_drift: [change(A, ['delete'], { before: key('a'), deposed: '3e1c9f10' })] }))).findings).toEqual([]);
  });

  test('is another thing than a key that was changed there', async () => {
    expect((await check(plan([kept(A, key('a'))], { resource_drift: [change(A, ['update'], { before: key('a'), after: key('a2') })] }))).keys).toEqual([expect.objectContaining({ plan: ['kept'] })]);
  });
});

describe('a key that is forgotten', () => {
  test('fails when it never expires', async () => {
    const { code, findings, keys } = await check(plan([forgotten(A, key('a'))]));
    expect({ code, findings }).toEqual({ code: 3, findings: [`forgotten ${A}`] });
    expect(keys[0]).toMatchObject({ plan: ['forgotten'], reason: 'a removed block', client_notices: false });
  });

  test.each([['create,forget'], ['forget,create']])('fails when it never expires and %s puts another in its place', async (actions) => {
    const { findings, keys } = await check(plan([change(A, actions.split(','), { before: key('a'), after: { name: 'a2' } })]));
    expect(findings).toEqual([`forgotten ${A}`]);
    expect(keys[0].plan).toEqual(['forgotten', 'made']);
  });

  test('fails when it never expires and the plan hides that', async () => {
    const { findings, keys } = await check(plan([change(A, ['forget'], { before: key('a'), change: { before_sensitive: { expires_at: true } } })]));
    expect(findings).toEqual([`forgotten ${A}`]);
    expect(keys[0]).toMatchObject({ expires_at: null, never_expires: false });
  });

  test('may be forgotten where another of the plans adopts it, or has it already', async () => {
    // GIVEN
    const [a, b, w] = [key('a'), key('b'), workspaceKey('w')];
    const here = save('here.json', plan([forgotten(A, a), forgotten(B, b), forgotten(W, w)]));
    const there = save('there.json', plan([imported(A, a, `${PROJECT}/${(a.id as string).toUpperCase()}`), kept(B, b), imported(W, w, `x/${w.id as string}`)]));

    // WHEN
    const [both, alone] = [await read({}, here, there), await read({}, here)];

    // THEN
    expect(both).toMatchObject({ code: 0, findings: [], notes: [] });
    expect(alone).toMatchObject({ code: 3, findings: [`forgotten ${A}`, `forgotten ${B}`], notes: [`workspace-forgotten ${W}`] });
  });

  test('fails when it never expires and what another plan imports is another key, or goes at once', async () => {
    const [a, b] = [key('a'), key('b')];
    const here = save('here.json', plan([forgotten(A, a)]));
    const there = save('there.json', plan([imported(B, b, b.id as string), change('ory_project_api_key.c', ['delete', 'create'], { before: a, after: { name: 'c' }, change: { importing: { id: a.id } } })]));
    expect((await read({}, here, there)).findings).toEqual([`forgotten ${A}`, 'replaced ory_project_api_key.c']);
  });

  test('may be forgotten when it expires by itself', async () => {
    expect(await check(plan([forgotten(A, key('a', { expires_at: LATER })), forgotten(B, key('b', { expires_at: EARLIER }))]))).toMatchObject({ code: 0, findings: [], notes: [] });
  });
});

describe('one key at two addresses', () => {
  const shared = key('shared');
  const twice = `${PROJECT}/${shared.id as string}`;

  test('fails when both import it, whatever the ids look like', async () => {
    const inCapitals = { ...shared, id: (shared.id as string).toUpperCase() };
    const { code, findings, told } = await check(plan([imported(A, shared, twice), imported(B, inCapitals, shared.id as string)]));
    expect({ code, findings }).toEqual({ code: 3, findings: [`shared-id ${A}`, `shared-id ${B}`] });
    expect(told).toContain(`the same key stands at ${B}, too`);
  });

  test('fails when one imports what the other has', async () => {
    expect((await check(plan([kept(A, shared), imported(B, shared, twice)]))).findings).toEqual([`shared-id ${A}`, `shared-id ${B}`]);
  });

  test('fails over several files, also at one and the same address', async () => {
    // GIVEN
    const files = [save('one.json', plan([kept(A, shared)])), save('two.json', plan([imported(A, shared, twice)])), save('three.json', plan([imported(B, shared, twice)]))];

    // WHEN
    const { findings, told, keys } = await read({}, ...files);

    // THEN
    expect(findings).toEqual([`shared-id ${A}`, `shared-id ${A}`, `shared-id ${B}`]);
    expect(told).toContain(`${A} of ${files[1]} and at 1 more address, too`);
    expect(keys.map(({ file }) => file)).toEqual(files);
  });

  test.each<[string, typeof forgotten]>([
    ['forgets', forgotten], ['replaces', (address, before) => change(address, ['delete', 'create'], { before, after: { name: 'x' } })],
  ])('is none when one %s it', async (_, gives) => {
    const { findings } = await check(plan([gives(A, { ...shared, expires_at: LATER }), imported(B, shared, twice)]));
    expect(findings.filter((one) => one.startsWith('shared-id'))).toEqual([]);
  });

  test('is none when the key has expired', async () => {
    const expired = { ...shared, expires_at: EARLIER };
    expect(await check(plan([kept(A, expired), imported(B, expired, twice)]))).toMatchObject({ code: 0, findings: [] });
  });

  test('is none for a project and a workspace, an import whose id is not known yet, and keys that are made', async () => {
    expect((await check(plan([
      kept(A, shared), change(W, ['no-op'], { before: workspaceKey('w', { id: shared.id }), after: workspaceKey('w') }),
      change(B, ['create'], { after: { name: 'b' }, change: { importing: { unknown: true } } }), made('ory_project_api_key.c', 'c'),
    ]))).findings).toEqual([]);
  });
});

test('fails on an action that this version does not know, and tells it', async () => {
  const { code, findings, keys, told } = await check(plan([change(A, ['transmute', 'delete'], { before: key('a'), after: key('a') }), change(W, ['rest'], { before: workspaceKey('w') })]));
  expect({ code, findings }).toEqual({ code: 3, findings: [`destroyed ${A}`, `unknown-action ${A}`, `unknown-action ${W}`] });
  expect(keys[0].plan).toEqual(['unknown']);
  expect(told).toContain('(actions: transmute, delete)');
});

test('what a later plan will do is told, and judged then', async () => {
  const deferred = { deferred_changes: [{ reason: 'resource_config_unknown', resource_change: destroyed(A, key('a')) }], complete: false };
  expect(await check(plan([], deferred))).toMatchObject({ code: 0, notes: ['incomplete the plan'], keys: [{ plan: ['put off'], client_notices: false }] });
});

test('a key that is dead before it is made is noted', async () => {
  expect(await check(plan([made(A, 'a', { expires_at: EARLIER }), made(B, 'b', { expires_at: LATER })]))).toMatchObject({ code: 0, notes: [`made-expired ${A}`] });
});

describe('--allow', () => {
  test('lets off every finding at an address, and no other', async () => {
    const json = plan([destroyed(A, key('a')), destroyed(B, key('b'))]);
    expect(await check(json, '--allow', A)).toMatchObject({ code: 3, findings: [`destroyed ${B}`], allowed: [`destroyed ${A}`] });
    expect(await check(json, '--allow', A, '--allow', B)).toMatchObject({ code: 0, findings: [], allowed: [`destroyed ${A}`, `destroyed ${B}`], stderr: '' });
  });

  test('takes addresses with quotes, and those of outputs', async () => {
    const address = 'ory_project_api_key.set["eu/\\"x\\""]';
    const json = plan([{ ...destroyed(address, key('a')), type: 'ory_project_api_key' }], { planned_values: { outputs: { o: { sensitive: false, value: 'ory_pat_S3cretS3cretS3cret' } } } });
    expect(await check(json, '--allow', address, '--allow', 'output.o')).toMatchObject({ code: 0, allowed: [`destroyed ${address}`, 'shown-value output.o'] });
  });

  test('says nothing where there is nothing to let off', async () => {
    expect(await check(plan([kept(A, key('a'))]), '--allow', A)).toMatchObject({ code: 0, findings: [] });
  });

  test('fails when nothing stands at the address', async () => {
    const { code, findings, told } = await check(plan([kept(A, key('a'))]), '--allow', 'ory_project_api_key.A', '--allow', 'ory_project_api_key.A');
    expect({ code, findings }).toEqual({ code: 3, findings: ['unused-allow ory_project_api_key.A'] });
    expect(told).toContain('no plan has anything at this address');
  });
});
