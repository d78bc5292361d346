import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { createdKeepersReplace, tracksWorkspaceKeys } from './support/capabilities';
import { Checked, checkPlan } from './support/checked-plan';
import { Deployment, useFreshSandbox } from './support/e2e';
import { FAR } from './support/instants';

const ROOT = join(__dirname, '..', '..');
const TYPE = 'ory_project_api_key';

const e2e = useFreshSandbox();

/** Configuration in Terraform's JSON; what is not there is as if it had been taken out of the code. */
type Configuration = { readonly [block: string]: unknown };
const keys = (resources: object, more: Configuration = {}): Configuration => ({ resource: { [TYPE]: resources }, ...more });
const moved = (from: string, to: string) => ({ moved: [{ from: `${TYPE}.${from}`, to: `${TYPE}.${to}` }] });
const removed = (from: string) => ({ removed: [{ from: `${TYPE}.${from}`, lifecycle: { destroy: false } }] });

/** A step of a rotation, as the constructs render it: `create_before_destroy`, and a generation in each name. */
const slots = (a?: number, b?: number, id = 'Key') => Object.fromEntries([['A', a] as const, ['B', b] as const]
  .flatMap(([slot, generation]) => (generation === undefined ? [] : [
    [`${id}_Slot${slot}`, { name: `ci (${generation})`, expires_at: FAR, lifecycle: { create_before_destroy: true } }],
  ])));

const put = (configuration: Configuration) => (stack: TerraformStack) => {
  Object.entries(configuration).forEach(([block, value]) => stack.addOverride(block, value));
};

const checkNext = (stack: Deployment) => checkPlan(e2e, stack);

/** `live` is the id of a key that was made by hand. */
type Build = (project: string, live: string) => Configuration;

/** Deploys the one, checks the plan of the other, applies it, and sees whether the keys that were said to end have ended, and no others. */
async function step(before: Build, after: Build): Promise<Checked> {
  // given
  const { projectId: project } = e2e.sandbox;
  const live = e2e.sandbox.seedProjectKey({ name: 'live', expiresAt: FAR }).id;
  const stack = await e2e.rawStack(put(before(project, live)));
  await stack.apply();
  const alive = e2e.sandbox.projectKeys().map(({ id }) => id);

  // when
  stack.change(put(after(project, live)));
  const checked = await checkNext(stack);
  await stack.terraform.applyPlan(checked.file);

  // then
  const lost = alive.filter((id) => !e2e.sandbox.projectKeys().some((key) => key.id === id));
  const told = checked.rows.filter(({ plan }) => plan.includes('destroyed') || plan.includes('replaced')).map(({ id }) => id);
  expect(told.sort()).toEqual(lost.sort());
  return checked;
}

const CI = { name: 'ci', expires_at: FAR };
const LIVE = { name: 'live', expires_at: FAR };
const nothing: Build = () => ({});
const just = (resources: object, more?: Configuration): Build => () => keys(resources, more);
const importing = (to: string, id: string) => ({ to: `${TYPE}.${to}`, id });

describe('a plan that takes a key away from its clients', () => {
  test.each<[string, Build, Build, string[]]>([
    ['the key is taken out of the code', just({ a: CI }), nothing, ['destroyed']],
    ['an environment of a for_each is renamed', just({ a: { for_each: { prod: 'x' }, name: 'ci' } }), just({ a: { for_each: { production: 'x' }, name: 'ci' } }), ['destroyed']],
    ['the old address is mistyped in a moved block', just({ Old: CI }), just({ New: CI }, moved('Olt', 'New')), ['destroyed']],
    ['a key is moved to a for_each without its instance', just({ Old: CI }), just({ New: { for_each: { prod: 'x' }, ...CI } }, moved('Old', 'New')), ['destroyed']],
    ['an address is forgotten that the state does not know', just({ Old: CI }), () => removed('New'), ['destroyed']],
    ['the last of two moves stands alone after a deploy was skipped', just({ Old: CI }), just({ Last: CI }, moved('Middle', 'Last')), ['destroyed']],
    ['an import is left in and its address changes', (project, live) => keys({ Old: LIVE }, { import: [importing('Old', `${project}/${live}`)] }), (project, live) => keys({ New: LIVE }, { import: [importing('New', `${project}/${live}`)] }), ['destroyed']],
    ['a key is imported by its id alone beside its project', nothing, (project, live) => keys({ a: { ...LIVE, project_id: project } }, { import: [importing('a', live)] }), ['replaced']],
    ['a key is imported without its expiry', nothing, (project, live) => keys({ a: { name: 'live' } }, { import: [importing('a', `${project}/${live}`)] }), ['replaced']],
    ['a project id changes its letter case', (project) => keys({ a: { ...CI, project_id: project } }), (project) => keys({ a: { ...CI, project_id: project.toUpperCase() } }), ['replaced']],
    ['the expiry is counted from each plan', just({ a: { ...CI, expires_at: '${timeadd(timestamp(), "720h")}' } }), just({ a: { ...CI, expires_at: '${timeadd(timestamp(), "720h")}' } }), ['replaced']],
    ['an apply failed on a fraction of a second', just({ a: { ...CI, expires_at: '2090-12-31T23:59:59.000Z' } }), just({ a: { ...CI, expires_at: '2090-12-31T23:59:59.000Z' } }), ['replaced']],
    ['a keeper changes', ...['one', 'two'].map((keeper): Build => () => ({
      resource: { terraform_data: { keeper: { triggers_replace: keeper } }, [TYPE]: { a: { ...CI, lifecycle: { replace_triggered_by: ['terraform_data.keeper'] } } } },
    })) as [Build, Build], ['replaced']],
    ['for_each comes to a key', just({ a: CI }), just({ a: { for_each: { prod: 'x' }, ...CI } }), ['destroyed']],
    ['an adopted key of another name ignores nothing any more', ...[['name', 'expires_at', 'project_id'], []].map((ignored): Build => (project, live) => keys(
      { a: { ...CI, lifecycle: { ignore_changes: ignored } } }, { import: [importing('a', `${project}/${live}`)] },
    )) as [Build, Build], ['replaced']],
    ['an edited schedule replaces both slots', just(slots(2, 1)), just(slots(6, 5)), ['held-slot', 'held-slot']],
    ['a rotation that missed a period replaces the newest', just(slots(0, 1)), just(slots(0, 3)), ['held-slot']],
    ['a clock is behind', just(slots(2, 1)), just(slots(0, 1)), ['held-slot']],
    ['a rotation goes back to its first generation', just(slots(0, 1)), just(slots(0)), ['held-slot']],
    ['a rotation is renamed', just(slots(2, 1, 'Old')), just(slots(2, 1, 'New')), ['destroyed', 'destroyed']],
  ])('fails when %s', async (_, before, after, rules) => {
    expect(await step(before, after)).toMatchObject({ code: 3, rules });
  });

  test('fails when a key was deleted in the Console, and an apply would make another', async () => {
    // given
    const stack = await e2e.rawStack(put(keys({ a: CI })));
    await stack.deploy();
    e2e.sandbox.deleteProjectKey(e2e.sandbox.projectKeys()[0].id);

    // then
    expect(await checkNext(stack)).toMatchObject({ code: 3, rules: ['deleted-outside'], rows: [{ plan: ['deleted outside', 'made'], client_notices: true }] });
  });
});

describe('a plan with something else that a person must know', () => {
  test.each<[string, Build, Build, string[]]>([
    ['a key that never expires is forgotten', just({ a: { name: 'ci' } }), () => removed('a'), ['forgotten']],
    ['two addresses import one key', nothing, (project, live) => keys({ a: LIVE, b: LIVE }, { import: [importing('a', live), importing('b', `${project}/${live}`)] }), ['shared-id', 'shared-id']],
    ['an output and another resource show the value', just({ a: CI }), () => ({
      resource: { [TYPE]: { a: CI }, terraform_data: { t: { input: `\${nonsensitive(${TYPE}.a.value)}` } } }, output: { o: { value: `Bearer \${nonsensitive(${TYPE}.a.value)}` } },
    }), ['shown-value', 'shown-value']],
  ])('fails when %s', async (_, before, after, rules) => {
    expect(await step(before, after)).toMatchObject({ code: 3, rules });
  });

  (tracksWorkspaceKeys() ? test : test.skip)('fails when a workspace key is to be created', async () => {
    const stack = await e2e.rawStack(put({ resource: { ory_workspace_api_key: { w: { name: 'w' } } } }));
    expect(await checkNext(stack)).toMatchObject({ code: 3, rules: ['workspace-created'] });
  });
});

/** A key with keepers, under names of its own; `moved` has where the key was, while its keepers are made anew. */
const kept = (id: string, more: Configuration = {}): Configuration => ({
  resource: { terraform_data: { [`${id}_Keepers`]: { triggers_replace: 'one' } }, [TYPE]: { [id]: { ...LIVE, lifecycle: { replace_triggered_by: [`terraform_data.${id}_Keepers`] } } } },
  ...more,
});

describe('keepers that are made beside a key that is there', () => {
  test.each<[string, Build, Build]>([
    ['the key is deployed', just({ a: LIVE }), () => kept('a')],
    ['the key moves alone', () => kept('Old'), () => kept('New', moved('Old', 'New'))],
    ['the key is imported', nothing, (project, live) => kept('a', { import: [importing('a', `${project}/${live}`)] })],
  ])('are a finding where the program replaces the key for them, as OpenTofu does from 1.12 on, and none with Terraform: %s', async (_, before, after) => {
    expect(await step(before, after)).toMatchObject(createdKeepersReplace() ? { code: 3, rules: ['replaced'] } : { code: 0, rules: [] });
  });
});

describe('a plan that no client notices', () => {
  test.each<[string, Build, Build, string[]]>([
    ['nothing changes', just({ a: CI }), just({ a: CI }), ['kept']],
    ['a rotation begins', just(slots(0)), just(slots(0, 1)), ['kept', 'made']],
    ['a rotation replaces its older slot', just(slots(0, 1)), just(slots(2, 1)), ['replaced', 'kept']],
    ['an id was overridden in one, whose older key was adopted', just({ x: CI, y: { ...CI, name: 'ci (1)' } }), just({ x: { ...CI, name: 'ci (2)' }, y: { ...CI, name: 'ci (1)' } }), ['replaced', 'kept']],
    ['count comes to a key, which Terraform moves by itself', just({ a: CI }), just({ a: { count: 1, ...CI } }), ['moved']],
    ['a key is renamed with a moved block', just({ Old: CI }), just({ New: CI }, moved('Old', 'New')), ['moved']],
    ['moves are chained after a deploy was skipped', just({ Old: CI }), just({ Last: CI }, { moved: [...moved('Old', 'Middle').moved, ...moved('Middle', 'Last').moved] }), ['moved']],
    ['a rotation is renamed and rotated at once', just(slots(0, 1, 'Old')), just(slots(2, 1, 'New'), { moved: ['A', 'B'].flatMap((slot) => moved(`Old_Slot${slot}`, `New_Slot${slot}`).moved) }), ['moved,replaced', 'moved']],
    ['a key that expires is forgotten where it was moved to', just({ Old: CI }), () => ({ ...moved('Old', 'New'), ...removed('New') }), ['moved,forgotten']],
    ['a key is imported as it is', nothing, (project, live) => keys({ a: LIVE }, { import: [importing('a', `${project}/${live}`)] }), ['adopted']],
    ['a key that has expired is taken out', just({ a: { ...CI, expires_at: '2020-01-01T00:00:00Z' } }), nothing, ['destroyed']],
  ])('passes when %s', async (_, before, after, plans) => {
    const { code, rules, rows } = await step(before, after);
    expect({ code, rules, plans: rows.map(({ plan }) => plan.join()) }).toEqual({ code: 0, rules: [], plans });
    rows.forEach((row) => expect(row.client_notices).toBe(false));
  });
});

test('what is left of a replacement that failed halfway may go, since the key that took its place stays', async () => {
  // given
  const stack = await e2e.rawStack(put(keys({ a: { ...CI, lifecycle: { create_before_destroy: true } } })));
  await stack.deploy();
  stack.change(put(keys({ a: { ...CI, name: 'ci anew', lifecycle: { create_before_destroy: true } } })));
  e2e.sandbox.fault({ kind: 'status', status: 403, method: 'DELETE' });
  expect((await stack.apply()).ok).toBe(false);

  // then
  expect(await checkNext(stack)).toMatchObject({ code: 0, rules: [], rows: expect.arrayContaining([expect.objectContaining({ plan: ['destroyed'], client_notices: false })]) });
});

/** The program over files. */
const program = (...args: string[]) => spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', join(ROOT, 'src', 'cli', 'main.ts'), 'check-plan', ...args], {
  cwd: ROOT, encoding: 'utf8', env: { PATH: process.env.PATH, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') },
});

test('a key that never expires may be forgotten by one stack when the other one adopts it, and the plans are checked together', async () => {
  // given
  const here = await e2e.rawStack(put(keys({ a: { name: 'ci' } })));
  await here.deploy();
  const [{ id }] = e2e.sandbox.projectKeys();
  here.change(put(removed('a')));
  const there = await e2e.rawStack(put(keys({ a: { name: 'ci' } }, { import: [importing('a', `${e2e.sandbox.projectId}/${id}`)] })));
  const plans = [await checkNext(here), await checkNext(there)];
  const files = [here, there].map(({ terraform }, index) => {
    const file = join(terraform.dir, 'plan.json');
    writeFileSync(file, plans[index].json);
    return file;
  });

  // then
  expect(plans.map(({ rules }) => rules)).toEqual([['forgotten'], []]);
  expect(program(...files)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('0 findings in 2 keys') });
});

test('the program takes the plans of several stacks, tells by its exit code, and --allow lets off what is meant', async () => {
  // given
  const stack = await e2e.rawStack(put(keys({ a: CI, b: CI })));
  await stack.deploy();
  stack.change(put(keys({ b: CI })));
  const harmful = join(stack.terraform.dir, 'harmful.json');
  writeFileSync(harmful, (await checkNext(stack)).json);
  stack.change(put(keys({ a: CI, b: CI })));
  const harmless = join(stack.terraform.dir, 'harmless.json');
  writeFileSync(harmless, (await checkNext(stack)).json);

  // when
  const [stops, allowed, passes] = [program(harmful, harmless), program(harmful, '--allow', `${TYPE}.a`), program(harmless)];

  // then
  expect([stops, allowed, passes].map(({ status }) => status)).toEqual([3, 0, 0]);
  expect(stops.stdout).toContain(`finding (destroyed): ${TYPE}.a of ${harmful}: a key`);
  expect(stops.stderr).toMatch(/^error: there are \d findings/);
  expect(allowed.stdout).toContain('allowed (destroyed)');
  expect(passes).toMatchObject({ stderr: '', stdout: expect.stringContaining('0 findings in 2 keys') });
});
