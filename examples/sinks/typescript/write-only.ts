import { Fn, Op, Token } from 'cdktf';

/**
 * The number that stands beside a write-only argument, from the version of a secret.
 *
 * Terraform keeps a write-only argument in no state, so it cannot see that the value changed: the provider sends it again only when
 * this number changes. Seven hexadecimal digits of a digest fit every platform's integer; 1 is added since providers take 0 for "not given".
 */
export function writeOnlyVersion(version: string): number {
  const digits = Fn.substr(Fn.sha256(version), 0, 7);
  return Token.asNumber(Op.add(Fn.parseint(digits, 16), 1));
}
