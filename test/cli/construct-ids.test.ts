import fc from 'fast-check';
import { constructIdsOf } from '../../src/cli/adopt/construct-ids';
import { RemoteKey } from '../../src/cli/adopt/remote-keys';
import { HOSTILE_NAMES, keys } from './hostile-names';
import { uuid } from './support';

function idsOf(...names: string[]): string[] {
  return [...constructIdsOf(names.map((name, index): RemoteKey => ({ id: uuid(index, `${index}`.padStart(8, 'a')), name, heldSecret: false }))).values()];
}

test.each([
  ['ci-deploy', 'ci-deploy-aaaaaaa0'],
  ['CI Deploy', 'ci-deploy-aaaaaaa0'],
  ['release_2.0', 'release-2-0-aaaaaaa0'],
  ['1st', 'key-1st-aaaaaaa0'],
  ['', 'key-aaaaaaa0'],
  ['!!!', 'key-aaaaaaa0'],
  ['日本語', 'key-aaaaaaa0'],
  ['Schlüssel', 'schlussel-aaaaaaa0'],
  ['__proto__', 'proto-aaaaaaa0'],
  ['constructor', 'constructor-aaaaaaa0'],
  ['../../etc/passwd', 'etc-passwd-aaaaaaa0'],
  ['backend (3)', 'backend-3-aaaaaaa0'],
  ['a'.repeat(500), `${'a'.repeat(48)}-aaaaaaa0`],
])('the name %p gives the id %p', (name, id) => {
  expect(idsOf(name)).toEqual([id]);
});

test('an id stays the same whatever other keys there are, or it would destroy a key that was adopted', () => {
  const [alone] = idsOf('ci');

  expect(idsOf('ci', 'ci', 'CI', 'other', 'ci-aaaaaaa0')[0]).toBe(alone);
});

test('keys whose ids begin alike get all of it', () => {
  // GIVEN
  const twins = [1, 2].map((number): RemoteKey => ({ id: uuid(number), name: 'ci', heldSecret: false }));

  // THEN
  expect([...constructIdsOf(twins).values()]).toEqual(['ci-00000000000040008000000000000001', 'ci-00000000000040008000000000000002']);
});

test('a name that imitates the id of another key takes nothing from it', () => {
  expect(idsOf('ci', 'ci', 'ci-aaaaaaa0')).toEqual(['ci-aaaaaaa0', 'ci-aaaaaaa1', 'ci-aaaaaaa0-aaaaaaa2']);
});

test('ids are unique, safe, and the same in whatever order the keys come', () => {
  const twice = keys.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(fc.property(twice, ([list, shuffled]) => {
    const ids = constructIdsOf(list);
    expect(new Set(ids.values()).size).toBe(list.length);
    ids.forEach((id) => {
      expect(id).toMatch(/^[a-z](?:[a-z0-9]|-(?!-))*[a-z0-9]$|^[a-z]$/);
      expect(id.length).toBeLessThanOrEqual(86);
      expect(id in {}).toBe(false);
    });
    expect(new Map([...constructIdsOf(shuffled)].sort())).toEqual(new Map([...ids].sort()));
  }), { numRuns: 300 });
});

test('many keys of one name take no long time', () => {
  // GIVEN
  const many = Array.from({ length: 5000 }, (_, index): RemoteKey => ({ id: uuid(index), name: HOSTILE_NAMES[index % 3], heldSecret: false }));

  // WHEN
  const began = Date.now();
  const ids = constructIdsOf(many);

  // THEN
  expect(new Set(ids.values()).size).toBe(5000);
  expect(Date.now() - began).toBeLessThan(5000);
});
