import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { ApiKeyPolicy } from '../../src';
import { property } from './support/cases';
import { attempt } from './support/refusal';
import { HOSTILE, hostileTexts } from './support/texts';

/** Longest name that a policy matches. */
const LONGEST = 300;

/** Milliseconds for one name, far beyond what a good pattern takes even on a busy machine; it cannot be interrupted otherwise. */
const PATIENCE = 20_000;

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

/** Names of full length, each of few characters that patterns can tell in many ways, with an end that does not fit. */
const NAMES = ['a', 'ab', 'ba', '0', '-', ' ', '一', '\ud83d', '😀', '\x01', '\0', '\\c', '{', '\u00e9'].flatMap((unit) => {
  const name = unit.repeat(LONGEST).slice(0, LONGEST - 1);
  return [`${name}!`, `${name}\n`];
});

function matchAll(pattern: string): void {
  try {
    runInNewContext('const tried = new RegExp(pattern); names.forEach((name) => tried.test(name))', { pattern, names: NAMES }, { timeout: PATIENCE });
  } catch (error) {
    throw new Error(`${JSON.stringify(pattern)} was accepted, and took more than ${PATIENCE} ms: ${(error as Error).message}`, { cause: error });
  }
}

describe('a name pattern', () => {
  test('of any text is refused in one short line, or read', () => {
    property(4000, hostileTexts, (text) => {
      attempt(text, () => new ApiKeyPolicy({ namePattern: text }));
    }, [...HOSTILE, '('.repeat(65_536), `${'('.repeat(20_000)}a${')'.repeat(20_000)}`, '[a]'.repeat(20_000), '(?=a)'.repeat(10_000), 'a|'.repeat(30_000), '^'.repeat(65_536)]);
  });

  test('that was accepted matches the worst names in time', () => {
    property(1500, anchored, (pattern) => {
      if (attempt(pattern, () => new ApiKeyPolicy({ namePattern: pattern }))) {
        matchAll(pattern);
      }
    });
  });

  test.each([
    ['^(?:一|[\\u4e00-\\u4e10])+$'], ['^(\\u4e00+)+$'], ['^([^\\0-\\ufffe]+)+$'], ['^(?:\\01|\\x01)+$'], ['^(?:\\ud83d|[\\ud800-\\udbff])+$'], ['^(?:\\c|\\\\c)+$'],
    ['^a*a*a*(?=a*a*a*b)c'], ['(?:a|a)+$'], ['^(?:(?=a*a*b)a)*c'], ['(a{1,40}){1,40}b'], ['^(?:a?){50}b'], ['^(?=(?:a|a)+b)c'], ['^(?!(a+)+b)c'],
    ['^a*a*a*b'], ['a*a*a*b'], ['[^]{1,40}a{1,40}\\w{0,}[^b]{1,40}(?<n>\\ud83d)+b+'], ['[^]{2,}(?:\\w{1,40}|-)(?:[a-z])+c'], ['^(?:a(?:.{20}x|.{30}y))*$'],
  ])('that hides many ways to match is refused, or matches in time: %s', (pattern) => {
    if (attempt(pattern, () => new ApiKeyPolicy({ namePattern: pattern }))) {
      matchAll(pattern);
    }
  });
});
