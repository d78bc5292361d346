import fc from 'fast-check';
import { constructIdOf } from '../../src/cli/adopt/adoption';
import { RemoteKey } from '../../src/cli/adopt/remote-keys';
import { keys } from './hostile-names';
import { uuid } from './support';

/** A key of that name, whose id begins with a letter and a number. */
function keyOf(name: string, index = 0): RemoteKey {
  return { id: uuid(index, `${index}`.padStart(8, 'a')), name, heldSecret: false };
}

const DIGITS = 'aaaaaaa0000040008000000000000000';

test.each([
  ['ci-deploy', 'ci-deploy'],
  ['CI Deploy', 'ci-deploy'],
  ['release_2.0', 'release-2-0'],
  ['1st', 'key-1st'],
  ['', 'key'],
  ['!!!', 'key'],
  ['日本語', 'key'],
  ['Schlüssel', 'schlussel'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ['../../etc/passwd', 'etc-passwd'],
  ['backend (3)', 'backend-3'],
  ['a'.repeat(500), 'a'.repeat(48)],
])('the name %p gives the id %p, and the digits of the key', (name, stem) => {
  expect(constructIdOf(keyOf(name))).toBe(`${stem}-${DIGITS}`);
});

test('keys whose ids begin alike have ids of their own', () => {
  const [one, other] = [1, 2].map((number) => constructIdOf({ id: uuid(number), name: 'ci', heldSecret: false }));
  expect([one, other]).toEqual(['ci-00000000000040008000000000000001', 'ci-00000000000040008000000000000002']);
});

test('a name that imitates the id of another key takes nothing from it', () => {
  expect(constructIdOf(keyOf(`ci-${DIGITS}`, 1))).not.toBe(constructIdOf(keyOf('ci')));
});

test('ids are unique and safe', () => {
  fc.assert(fc.property(keys, (list) => {
    const ids = list.map(constructIdOf);
    expect(new Set(ids).size).toBe(list.length);
    ids.forEach((id) => {
      expect(id).toMatch(/^[a-z](?:[a-z0-9]|-(?!-))*[a-z0-9]$/);
      expect(id.length).toBeLessThanOrEqual(86);
    });
  }), { numRuns: 300 });
});
