import fc from 'fast-check';
import { RemoteKey } from '../../src/cli/adopt/remote-keys';
import { uuid } from './support';

/** Names that break something somewhere; the Console takes them all. */
export const HOSTILE_NAMES: readonly string[] = [
  '', ' ', '\u00a0', 'constructor', 'toString', '__proto__', '..', '../../etc/passwd', 'a/b', '-', '1st', '!!!', 'key',
  '日本語', 'Schlüssel', '\u202egnp.exe', '\u2028\u2029', '\ud800 lone \udc00', '😀👨‍👩‍👧', '\u0430dmin',
  '${file("/etc/passwd")}', '$${x}', '$$${x}', '%{if true}x%{endif}', '${TfToken[TOKEN.0]}', '#{TfToken[TOKEN.1]}', '&{TfToken[TOKEN.1]}',
  '"quote\'s\\ back', 'line\nbreak\r\t\0\u0007\u007f', '\\u0022 + evil() + \\u0022', '*/ evil(); /*', '"""\nimport os', 'end\\', '`${evil()}`',
  'x'.repeat(5000), 'backend (3)', 'ory_pat_S3cretS3cretS3cret', `a ory_wak_S3cretS3cretS3cret. ${'b'.repeat(80)}`,
];

/** Any name, odd ones often. */
export const names = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '\\', '"', '\'', 'u', '0', '\n', '#', '\ud83d', '\ude00') }),
);

/** Keys with ids of their own, a few of which begin alike. */
export const keys = fc.array(fc.tuple(fc.oneof(names, fc.constantFrom('ci', 'CI', 'c-i', 'ci-00000000')), fc.constantFrom('00000000', 'abcdef01')), { maxLength: 12 })
  .map((entries) => entries.map(([name, head], index): RemoteKey => ({ id: uuid(index, head), name, heldSecret: false })));
