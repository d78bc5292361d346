import fc from 'fast-check';
import { ApiKeyPolicy } from '../../src';
import { matchesInTime } from '../../src/private/input/name-pattern';
import { property, ran } from './support/cases';
import { attempt } from './support/refusal';
import { HOSTILE, hostileTexts } from './support/texts';

/** Length of the names that are tried, in UTF-16 units. */
const LENGTH = 300;

const ATOMS = fc.constantFrom(
  'a', 'b', '\\w', '\\d', '.', '[a-z]', '[^b]', '[ab]', '\\s', '-', '一', '\\u4e00', '[\\u4e00-\\u9fff]', '\\x61', '\\cA', '\\0', '\\01', '\\c', '[]', '[^]', '\\ud83d', '[\\ud800-\\udbff]', '😀', '\\S', '\\W', '{', ']',
);
const QUANTIFIERS = fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{0,}', '{2,}', '{0}', '{1,40}');

/** Regular expressions that nest, repeat and look around; most are valid. */
const patterns: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(ATOMS, QUANTIFIERS).map((parts) => parts.join('')),
    fc.array(tie('node'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('node'), tie('node')).map((parts) => `(?:${parts.join('|')})`),
    fc.tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?<n>'), tie('node'), fc.constantFrom(')', ')*', ')+', '){2,}', ')?', '){1,30}'))
      .map((parts) => parts.join('')),
  ),
})).node;

const anchored = fc.tuple(fc.constantFrom('', '^'), patterns, fc.constantFrom('', '$', 'c', '\\b')).map((parts) => parts.join(''));

/** Long names of few characters, which a pattern can tell in many ways, with an end that does not fit. */
const names = fc.tuple(fc.constantFrom('a', 'ab', 'ba', '0', '-', ' ', '一', '\ud83d', '😀', '\\c', '{', '\u00e9'), fc.constantFrom('', '!', '\n'))
  .map(([unit, end]) => unit.repeat(LENGTH).slice(0, LENGTH) + end);

/** The pattern as JavaScript takes it with the flag `u`, or undefined. */
function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

describe('a name pattern', () => {
  test('of any text is refused in one short line, or is a regular expression', () => {
    property(4000, hostileTexts, (text) => {
      const policy = attempt(text, () => new ApiKeyPolicy({ namePattern: text }));
      ensure(policy === undefined || compiled(text) !== undefined, text);
    }, [...HOSTILE, '('.repeat(65_536), `${'('.repeat(20_000)}a${')'.repeat(20_000)}`, '[a]'.repeat(20_000), '(?=a)'.repeat(10_000), 'a|'.repeat(30_000), '^'.repeat(65_536)]);
  });

  test('is taken if, and only if, JavaScript takes it', () => {
    property(1500, anchored, (pattern) => {
      ensure((attempt(pattern, () => new ApiKeyPolicy({ namePattern: pattern })) !== undefined) === (compiled(pattern) !== undefined), pattern);
    });
  });

  test('says of a long name what JavaScript says', () => {
    property(1500, fc.tuple(anchored, names), ([pattern, name]) => {
      const matches = compiled(pattern) && matchesInTime(compiled(pattern)!, name);
      ensure(matches === undefined || matches === compiled(pattern)!.test(name), pattern);
    });
  });

  test.each([['^(a+)+$'], ['^(?:a|a)+$'], ['(a{1,40}){1,40}b'], ['^(?!(a+)+b)c'], ['^(?:a?a?)*$']])(
    'that does not finish leaves it undecided: %s', (pattern) => {
      ran();
      expect(matchesInTime(compiled(pattern)!, `${'a'.repeat(LENGTH)}!`)).toBeUndefined();
    },
  );
});

function ensure(holds: boolean, pattern: string): void {
  if (!holds) {
    throw new Error(`it is taken for something else: ${JSON.stringify(pattern.slice(0, 300))}`);
  }
}
