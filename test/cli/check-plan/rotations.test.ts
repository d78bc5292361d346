import fc from 'fast-check';
import { uuid } from '../support';
import { change, check, destroyed, EARLIER, kept, key, made, plan, replaced } from './plans';

/** The slots as cdktf's logical ids have them: each with a hash of its own. */
const A = 'ory_project_api_key.Key_SlotA_BB4986CD';
const B = 'ory_project_api_key.Key_SlotB_1B81A80D';

test('a slot may be replaced while the other one holds a later generation', async () => {
  const { code, keys } = await check(plan([replaced(A, key('ci (0)'), 'ci (2)'), kept(B, key('ci (1)'))]));
  expect(code).toBe(0);
  expect(keys[0]).toMatchObject({ plan: ['replaced'], client_notices: false, reason: `name changes; clients hold ${B}` });
  expect(keys[1]).toMatchObject({ plan: ['kept'], reason: '' });
});

test.each<[string, object[], string[]]>([
  ['the slot that clients hold is replaced', [kept(A, key('ci (0)')), replaced(B, key('ci (1)'), 'ci (3)')], [`held-slot ${B}`]],
  ['a step back replaces the newest generation', [replaced(A, key('ci (2)'), 'ci (0)'), kept(B, key('ci (1)'))], [`held-slot ${A}`]],
  ['both slots are replaced, after missed periods or by an edited schedule', [replaced(A, key('ci (2)'), 'ci (4)'), replaced(B, key('ci (1)'), 'ci (3)')], [`held-slot ${A}`, `held-slot ${B}`]],
  ['the newest generation is destroyed', [kept(A, key('ci (0)')), destroyed(B, key('ci (1)'))], [`held-slot ${B}`]],
  ['the whole rotation is destroyed', [destroyed(A, key('ci (0)')), destroyed(B, key('ci (1)'))], [`destroyed ${A}`, `destroyed ${B}`]],
  ['the later generation has expired', [replaced(A, key('ci (0)'), 'ci (2)'), kept(B, key('ci (1)', { expires_at: EARLIER }))], [`held-slot ${A}`]],
  ['the later generation is made by the same plan', [destroyed(A, key('ci (0)')), made(B, 'ci (1)')], [`destroyed ${A}`]],
  ['the first slot is replaced before there is a second', [replaced(A, key('ci (0)'), 'ci (2)'), made(B, 'ci (1)')], [`replaced ${A}`]],
  ['the slots hold one generation', [replaced(A, key('ci (1)'), 'ci (3)'), kept(B, key('ci (1)'))], [`held-slot ${A}`]],
  ['neither slot tells a generation', [replaced(A, key('one'), 'three'), kept(B, key('two'))], [`held-slot ${A}`]],
  ['the names differ in more, and the slots in nothing else', [replaced(B, key('new (1)'), 'new (3)'), kept(A, key('old (0)'))], [`held-slot ${B}`]],
])('fails when %s', async (_, changes, findings) => {
  expect(await check(plan(changes as never))).toMatchObject({ code: 3, findings });
});

test('fails when the later generation was deleted outside of Terraform', async () => {
  const drift = destroyed(B, key('ci (1)'));
  expect((await check(plan([replaced(A, key('ci (0)'), 'ci (2)'), made(B, 'ci (3)')], { resource_drift: [drift] }))).findings)
    .toEqual([`held-slot ${A}`, `deleted-outside ${B}`]);
});

test.each<[string, object[]]>([
  ['both of which have expired, after many missed periods', [replaced(A, key('ci (2)', { expires_at: EARLIER }), 'ci (8)'), replaced(B, key('ci (1)', { expires_at: EARLIER }), 'ci (7)')]],
  ['the older of which goes for good', [destroyed(A, key('ci (0)')), kept(B, key('ci (1)'))]],
  ['the older of which was adopted under a name without generation', [replaced(A, key('by hand'), 'ci (2)'), kept(B, key('ci (1)'))]],
  ['which are moved meanwhile', [{ ...replaced(A, key('ci (0)'), 'ci (2)'), previous_address: 'x.y' }, { ...kept(B, key('ci (1)')), previous_address: 'x.z' }]],
  ['of a module and a for_each', [replaced('module.m["SlotA"].ory_project_api_key.SlotA["x"]', key('ci (0)'), 'ci (2)'), kept('module.m["SlotA"].ory_project_api_key.SlotB["x"]', key('ci (1)'))]],
  ['the later of which is forgotten', [replaced(A, key('ci (0)'), 'ci (2)'), change(B, ['forget'], { before: key('ci (1)', { expires_at: '2031-01-01T00:00:00Z' }) })]],
])('passes a rotation of slots %s', async (_, changes) => {
  expect(await check(plan(changes as never))).toMatchObject({ code: 0, findings: [] });
});

test.each<[string, object[]]>([
  ['in different modules', [replaced('module.m.ory_project_api_key.SlotA', key('ci (0)'), 'ci (2)'), kept('module.n.ory_project_api_key.SlotB', key('other (1)'))]],
  ['of different instances', [replaced('ory_project_api_key.SlotA["x"]', key('ci (0)'), 'ci (2)'), kept('ory_project_api_key.SlotB["y"]', key('other (1)'))]],
  ['that are the same slot of two constructs', [replaced('ory_project_api_key.K_SlotA_BB4986CD', key('ci (0)'), 'ci (2)'), kept('ory_project_api_key.K_SlotA_1B81A80D', key('other (1)'))]],
])('fails, for slots %s are no pair', async (_, changes) => {
  expect((await check(plan(changes as never))).findings).toEqual([expect.stringMatching(/^replaced /)]);
});

describe('keys whose ids tell nothing', () => {
  const one = 'ory_project_api_key.one';
  const two = 'ory_project_api_key.two';

  test.each<[string, object[]]>([
    ['names that differ in the generation alone', [replaced(one, key('ci (0)'), 'ci (2)'), kept(two, key('ci (1)'))]],
    ['an adopted name without generation', [replaced(one, key('ci'), 'ci (2)'), kept(two, key('ci (1)'))]],
    ['an adopted name of its own, which its successor\'s shows', [replaced(one, key('by hand'), 'ci (2)'), kept(two, key('ci (1)'))]],
    ['one slot whose id still tells', [replaced(one, key('ci (0)'), 'ci (2)'), kept(B, key('ci (1)'))]],
  ])('are a rotation by %s', async (_, changes) => {
    expect(await check(plan(changes as never))).toMatchObject({ code: 0, findings: [] });
  });

  test.each<[string, object[], string]>([
    ['the newest of them is replaced', [replaced(one, key('ci (2)'), 'ci (4)'), kept(two, key('ci (1)'))], 'held-slot'],
    ['they are of two projects', [replaced(one, key('ci (0)'), 'ci (2)'), kept(two, key('ci (1)', { project_id: uuid(7) }))], 'replaced'],
    ['there are three', [replaced(one, key('ci (0)'), 'ci (2)'), kept(two, key('ci (1)')), kept('ory_project_api_key.three', key('ci'))], 'replaced'],
    ['no name tells a generation', [destroyed(one, key('ci')), kept(two, key('ci'))], 'destroyed'],
    ['the names differ in more', [replaced(one, key('ci (0)'), 'ci (2)'), kept(two, key('cd (1)'))], 'replaced'],
  ])('fails when %s', async (_, changes, rule) => {
    expect((await check(plan(changes as never))).findings).toEqual([`${rule} ${one}`]);
  });
});

test('whatever the slots hold and the plan does, no valid key of the newest generation goes without a finding', async () => {
  const slot = fc.record({ generation: fc.nat({ max: 3 }), expired: fc.boolean(), does: fc.constantFrom('kept', 'replaced', 'destroyed') });
  await fc.assert(fc.asyncProperty(fc.tuple(slot, slot), async (slots) => {
    // GIVEN
    const changes = slots.map(({ generation, expired, does }, index) => {
      const state = key(`ci (${generation})`, { expires_at: expired ? EARLIER : null });
      const address = [A, B][index];
      return does === 'kept' ? kept(address, state) : does === 'replaced' ? replaced(address, state, 'ci (9)') : destroyed(address, state);
    });

    // WHEN
    const { keys } = await check(plan(changes));

    // THEN
    const living = slots.filter(({ expired }) => !expired);
    slots.forEach((one, index) => {
      const later = living.some((other) => other !== one && other.generation > one.generation && other.does === 'kept');
      expect(keys[index].client_notices).toBe(!one.expired && one.does !== 'kept' && !later);
    });
  }), { numRuns: 200 });
});
