import fc from 'fast-check';
import CORPUS from '../corpus.json';
import { KEY, PROJECT } from '../../support/stacks';

/** Texts of 64 KB. Not one of digits: cdktf itself takes a minute over that. */
const LONG = ['x'.repeat(65_536), '"'.repeat(65_536), '$'.repeat(65_536), '$${'.repeat(21_846), '\u202e'.repeat(65_536), '../'.repeat(21_846), 'ory_pat_'.repeat(8192), '\ud83d'.repeat(65_536)];

/** Texts that were made to break something, by hand. */
export const HOSTILE: readonly string[] = [...CORPUS, ...LONG];

/** What hostile texts are made of. */
const FRAGMENTS = [
  '$', '%', '{', '}', '${', '%{', '$${', '%%{', '~}', '"', '\'', '\\', '`', '\n', '\r', '\t', '\0', '\u001b[', '\u007f', '\u0085', '\u2028', '\ud83d', '\ude00', '\u202e', '\u200b', '\u0301', 'e',
  '٣', '０', 'О', 'ory_', 'pat_', 'wak_', 'S3cret', '../', '/', '.', '..', '__proto__', 'constructor', 'TfToken[', 'TOKEN.', '7', ']', '#{', '&{', '-1.88e+289', '//', '<<EOT', '*/', '#', '-', ' ', 'a', 'Z',
];

/** Any text: the corpus, any characters at all, and what is put together of dangerous parts. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...CORPUS),
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({ unit: fc.constantFrom(...FRAGMENTS), maxLength: 10 }),
  fc.tuple(fc.constantFrom(...CORPUS), fc.constantFrom(...CORPUS)).map(([one, other]) => one + other),
);

/** A text with a few characters put in, taken out or exchanged. */
function spoiled(text: string): fc.Arbitrary<string> {
  const edits = fc.array(fc.tuple(fc.nat(text.length), fc.nat(3), fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 1 }))), { maxLength: 3 });
  return edits.map((changes) => changes.reduce((now, [at, out, put]) => now.slice(0, at) + put + now.slice(at + out), text));
}

/** Instants, or nearly. */
export const nearlyInstants = fc.oneof(
  hostileTexts,
  spoiled('2030-12-31T23:59:59Z'), spoiled('2016-12-31T23:59:60+00:00'), spoiled('0000-01-01T00:00:00.123456-23:59'),
  fc.tuple(fc.nat(9999), fc.nat(13), fc.nat(32), fc.nat(24), fc.nat(60), fc.nat(61), fc.constantFrom('Z', 'z', '+00:00', '-23:59', '+24:00', '+1:00', ''), fc.constantFrom('T', 't', ' ')).map(
    ([year, month, day, hour, minute, second, offset, between]) => {
      const [y, ...rest] = [String(year).padStart(4, '0'), ...[month, day, hour, minute, second].map((number) => String(number).padStart(2, '0'))];
      return `${y}-${rest[0]}-${rest[1]}${between}${rest[2]}:${rest[3]}:${rest[4]}${offset}`;
    },
  ),
);

/** Ids, or nearly. */
export const nearlyIds = fc.oneof(hostileTexts, fc.uuid(), spoiled(KEY), spoiled(`${PROJECT}/${KEY}`), fc.tuple(hostileTexts, fc.constantFrom('/', ''), fc.uuid()).map((parts) => parts.join('')));

/** Addresses of resources of a type, or nearly. */
export const nearlyAddresses = (type = 'ory_project_api_key') =>
  fc.oneof(hostileTexts, spoiled(`${type}.Ci_961B73FD`), hostileTexts.map((text) => `${type}.x["${text}"]`));

/** Names of outputs and environments, or nearly. */
export const nearlyNames = fc.oneof(hostileTexts, spoiled('ci_key'), fc.string({ unit: fc.constantFrom('a', 'Z', '_', '-', '9', 'é', 'ß', 'ж', '漢', '/', ' ', '.', ':', '@', '+', '\u0301', '\u212a', '\u1112', '\u1161'), minLength: 1, maxLength: 12 }));
