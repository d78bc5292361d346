import vm from 'node:vm';
import fc from 'fast-check';
import { charactersOf, intersects } from '../src/char-set';
import { readNamePattern } from '../src/name-pattern';
import { thrownBy } from './support/stacks';

describe('readNamePattern', () => {
  test.each([
    '^[a-z]+(-[a-z]+)*$', '', 'ci', '^(dev|prod)-[a-z0-9]{3,20}$', '^.*-ci$', '.*a.*', '^[^ ]+$', '^\\w+$', '^(?:ci|cd)$', '^(?<team>[a-z]+)/(?<app>[a-z]+)$',
    '^(?!test).*$', '^(?=.*[0-9])[a-z0-9]+$', '(?<=a)b+', '^a{2}$', '^a{2,}$', '^a{0}b$', '^a{0,3}?$', '[\\]\\-a]+', '^\\u0041\\x42\\cA+$', '^\\d+(\\.\\d+)?$', '^[]$', '^[^]$',
    'a{', 'a{x}', '^(|a)$', '^((a))$', '^(ab|cd)+$', '^(a?b)+$', '^([a-z]+ )*[0-9]+$', '^\\p{L}$', 'ключ+', '^\\bci\\b$',
    '^([a-z]{1,3}-)*[a-z]+$', '^([ab]{0,70}c)*$', '^a{1000}$', '^[a-z]{1,20}[a-z0-9]{1,20}[0-9]{1,20}[0-9]{1,20}$', '^(\\d{1,3}\\.){3}\\d{1,3}$', '^(a?){3}$', '^(a?){0,30}$',
    '^(-?[a-z]){4,9}$', '^(?:\\b){5}a$', '^(?:^a)+$',
  ])('takes %j, which backtracks in a bounded way', (pattern) => {
    expect(readNamePattern(pattern).source).toBe(new RegExp(pattern).source);
  });

  test.each([
    '(a+)+$', '(a*)*$', '([a-z]+)*$', '^(a|a)*$', '^(a|aa)+$', '^(\\w+\\s?)*$', '(x+x+)+y', '^(?:a|b|ab)*c$', '(.*)*x', '^(a?a)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '^(\\d|\\w)+$',
    '(?=(a+)+b)', '^(a{1,3}){2,}b$', '^([^-]+-?)+$', '^(?<x>a+)+$', '^(?:(?:a+)?)+$', 'a*a*a*a*a*b', '^.*.*.*.*.*x$', '^(ы+)+$', '([aα]|[αb])+c', '^(a|a){30}$', '^(a?){30}b$', '^(a{1,10}){1,10}$', '^(a*){9}$',
  ])('fails on %j, which can take exponential time or a high power of it', (pattern) => {
    expect(thrownBy(() => readNamePattern(pattern)).message).toMatch(/^it can take (?:exponential time|long over a name of 300 characters), since .*write it so that each character has one way/);
  });

  test.each(['(', '[a', '*', 'a{2,1}', '(?<n>a)(?<n>b)', '\\'])('fails on %j, which is no regular expression', (pattern) => {
    expect(thrownBy(() => readNamePattern(pattern))).toBeInstanceOf(SyntaxError);
  });

  test.each(['^(a)\\1$', '^(?<n>a)\\k<n>$'])('fails on %j, whose back-reference cannot be bounded', (pattern) => {
    expect(thrownBy(() => readNamePattern(pattern)).message).toMatch(/^it has a back-reference/);
  });

  test.each(['x'.repeat(200), `(?:${'xy'.repeat(30)}){3}`])('fails on a pattern that is too large to judge', (pattern) => {
    expect(thrownBy(() => readNamePattern(pattern)).message).toMatch(/^it is too large: repetitions written out, it takes more than 150 characters/);
  });

  test('what it takes matches the worst text for a loop of its letters quickly', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '\\w', '-');
    const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
      pattern: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
      piece: fc.tuple(
        fc.oneof({ maxDepth: 3 }, atom, fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`), tie('pattern').map((inner) => `(${inner})`)),
        fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{2,}', '{9}', '{0,9}'),
      ).map((parts) => parts.join('')),
    }));
    fc.assert(fc.property(pattern, (text) => {
      let taken: RegExp;
      try {
        taken = readNamePattern(`^${text}$`);
      } catch {
        return;
      }
      // An exponential pattern would need some 2^60 steps here, which no limit of time would let pass.
      for (const worst of [`${'a'.repeat(60)}!`, `${'ab'.repeat(30)}!`, `${'a-'.repeat(30)}!`]) {
        const matched = vm.runInNewContext('new RegExp(source).test(worst)', { source: taken.source, worst }, { timeout: 10_000 });
        expect(typeof matched).toBe('boolean');
      }
    }), { numRuns: 150 });
  }, 60_000);
});

describe('charactersOf', () => {
  test.each([['a', 'a', 'b'], ['\\d', '7', 'a'], ['.', 'é', '\n'], ['[^a]', 'b', 'a'], ['[ж]', 'ж', 'a'], ['\\s', '\u3000', 'a'], ['漢', '漢', 'a']])('of %j has %j and not %j', (atom, inside, outside) => {
    expect(charactersOf(atom).has(inside)).toBe(true);
    expect(charactersOf(atom).has(outside)).toBe(false);
  });

  test('tells whether two atoms can take the same character', () => {
    expect(intersects(charactersOf('\\w'), charactersOf('[x-z]'))).toBe(true);
    expect(intersects(charactersOf('\\d'), charactersOf('[x-z]'))).toBe(false);
    expect(intersects(charactersOf('[]'), charactersOf('[]'))).toBe(false);
  });
});
