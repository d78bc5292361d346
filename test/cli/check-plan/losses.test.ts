import { change, check, destroyed, EARLIER, imported, kept, key, LATER, made, plan, replaced } from './plans';
import { PROJECT, uuid } from '../support';

const A = 'ory_project_api_key.a';

describe('a key that ends', () => {
  test.each([
    ['never expires', null], ['expires later', LATER], ['expires a second from now', '2030-01-01T00:00:01Z'], ['has an expiry that cannot be read', 'tomorrow'],
  ])('fails when it %s and is destroyed', async (_, expiresAt) => {
    const { code, findings, keys, stderr } = await check(plan([destroyed(A, key('a', { expires_at: expiresAt }))]));
    expect({ code, findings }).toEqual({ code: 3, findings: [`destroyed ${A}`] });
    expect(keys).toEqual([expect.objectContaining({ plan: ['destroyed'], reason: 'no longer in the configuration', valid: true, client_notices: true })]);
    expect(stderr).toBe('error: there is 1 finding; each tells its way out, and --allow ADDRESS lets off what is meant\n');
  });

  test.each([['has expired', EARLIER], ['expires this second', '2030-01-01T00:00:00Z']])('may be destroyed and replaced when it %s', async (_, expiresAt) => {
    const { code, findings, keys } = await check(plan([destroyed(A, key('a', { expires_at: expiresAt })), replaced('ory_project_api_key.b', key('b', { expires_at: expiresAt }), 'c')]));
    expect({ code, findings }).toEqual({ code: 0, findings: [] });
    expect(keys.map(({ valid, client_notices: notices }) => [valid, notices])).toEqual([[false, false], [false, false]]);
  });

  test('is judged at the time that --now names', async () => {
    const json = plan([destroyed(A, key('a', { expires_at: LATER }))]);
    expect((await check(json, '--now', '2031-01-01T00:00:00Z')).code).toBe(0);
    expect((await check(json, '--now', '2030-12-31T23:59:59Z')).code).toBe(3);
  });

  test.each([[['delete', 'create']], [['create', 'delete']]])('fails when it is replaced by %p, which tells what forces it', async (actions) => {
    const { findings, keys } = await check(plan([change(A, actions, {
      before: key('a'), after: { name: 'b' }, action_reason: 'replace_because_cannot_update', change: { replace_paths: [['name'], ['expires_at']] },
    })]));
    expect(findings).toEqual([`replaced ${A}`]);
    expect(keys[0]).toMatchObject({ plan: ['replaced'], reason: 'name, expires_at change' });
  });

  test.each([
    ['replace_by_triggers', 'replace_triggered_by, which is what keepers are'], ['replace_because_tainted', 'tainted: an earlier apply failed halfway'], ['because_of_the_moon', 'because_of_the_moon'],
  ])('tells the reason %s', async (reason, words) => {
    const { keys, told } = await check(plan([change(A, ['delete', 'create'], { before: key('a'), after: { name: 'a' }, action_reason: reason })]));
    expect(keys[0].reason).toBe(words);
    expect(told).toContain(`is replaced (${words})`);
  });

  test('whose creation failed halfway can be kept, or let off while nobody has it', async () => {
    const tainted = change(A, ['delete', 'create'], { before: key('a'), after: { name: 'a' }, action_reason: 'replace_because_tainted' });
    expect((await check(plan([tainted]))).told).toMatch(/; if a client has the key, run "terraform untaint" on the address, and plan again; if none has it yet, let it off$/);
  });

  test('fails when a plan of destroy takes all away', async () => {
    expect((await check(plan([change(A, ['delete'], { before: key('a') }), change('module.m["x"].ory_project_api_key.b[0]', ['delete'], { before: key('b') })]))).findings)
      .toEqual([`destroyed ${A}`, 'destroyed module.m["x"].ory_project_api_key.b[0]']);
  });

  test('fails when nothing is told of what it was', async () => {
    expect((await check(plan([change(A, ['delete'])]))).findings).toEqual([`destroyed ${A}`]);
  });

  test('whose twin is made under another address gets told the move', async () => {
    const { told } = await check(plan([destroyed(A, key('a')), made('ory_project_api_key.new', 'a')]));
    expect(told).toContain(`add movedFrom or a moved block from ${A} to ory_project_api_key.new`);
  });

  test('fails when an import replaces it, and tells how to import', async () => {
    // GIVEN
    const replacing = change(A, ['delete', 'create'], {
      before: key('a', { project_id: null }), after: { name: 'a' }, change: { importing: { id: uuid(9) }, replace_paths: [['project_id']] }, action_reason: 'replace_because_cannot_update',
    });

    // WHEN
    const { findings, keys, told } = await check(plan([replacing]));

    // THEN
    expect(findings).toEqual([`replaced ${A}`]);
    expect(keys[0]).toMatchObject({ plan: ['adopted', 'replaced'], reason: 'project_id changes' });
    expect(told).toContain('give the import id with the project');
  });

  test('fails when a move replaces it', async () => {
    const { findings, keys } = await check(plan([{ ...replaced(A, key('old'), 'new'), previous_address: 'ory_project_api_key.old' }]));
    expect(findings).toEqual([`replaced ${A}`]);
    expect(keys[0]).toMatchObject({ plan: ['moved', 'replaced'], reason: 'from ory_project_api_key.old; name changes', previous_address: 'ory_project_api_key.old' });
  });
});

describe('a key that stays', () => {
  test('is no finding, whatever it is called', async () => {
    // GIVEN
    const adopted = key('c');

    // WHEN
    const { code, keys, findings, notes } = await check(plan([
      kept(A, key('a')), { ...kept('ory_project_api_key.b', key('b')), previous_address: A }, imported('ory_project_api_key.c', adopted, `${PROJECT}/${adopted.id}`),
      made('ory_project_api_key.d', 'd'), change('ory_project_api_key.e', ['update'], { before: key('e'), after: key('e') }),
      kept('data.ory_project_api_key.none', key('data')),
    ]));

    // THEN
    expect({ code, findings, notes }).toEqual({ code: 0, findings: [], notes: [] });
    expect(keys.slice(0, 5).map((row) => [row.plan, row.client_notices])).toEqual([[['kept'], false], [['moved'], false], [['adopted'], false], [['made'], false], [['changed'], false]]);
  });

  test('is read from whichever registry its provider comes, and data sources and other resources are no keys', async () => {
    const { keys } = await check(plan([
      { ...kept(A, key('a')), provider_name: 'registry.opentofu.example/someone/fork' }, { ...kept('data.ory_project_api_key.b', key('b')), mode: 'data' },
      kept('ory_project.p', { id: PROJECT }), kept('terraform_data.t', { input: 'x' }),
    ]));
    expect(keys.map(({ address }) => address)).toEqual([A]);
  });
});

describe('what a failed replacement left over', () => {
  const leftOver = (address: string, state = key('a')) => destroyed(address, state, { deposed: '3e1c9f10', action_reason: undefined });

  test('may go when the key that took its place stays', async () => {
    const { code, keys } = await check(plan([leftOver(A), kept(A, key('a2'))]));
    expect(code).toBe(0);
    expect(keys[0]).toMatchObject({ deposed: '3e1c9f10', client_notices: false, reason: `left over by a replacement that failed halfway; clients hold ${A}` });
  });

  test('has no row when it was deleted outside meanwhile, of which Terraform tells neither before nor after', async () => {
    const { code, keys } = await check(plan([kept(A, key('a2')), change(A, ['no-op'], { deposed: '3e1c9f10' })]));
    expect({ code, rows: keys.map(({ deposed }) => deposed as unknown) }).toEqual({ code: 0, rows: [null] });
  });

  test.each([
    ['is replaced', replaced(A, key('a2'), 'a3'), [`destroyed ${A}`, `replaced ${A}`]],
    ['is only made', made(A, 'a2'), [`destroyed ${A}`]],
    ['has expired', kept(A, key('a2', { expires_at: EARLIER })), [`destroyed ${A}`]],
  ])('fails when the key that took its place %s', async (_, current, findings) => {
    expect((await check(plan([leftOver(A), current]))).findings).toEqual(findings);
  });
});
