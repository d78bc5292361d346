import { Token, Tokenization } from 'cdktf';

/** A list, and the key of a map, as cdktf encodes them. */
const LIST = /#\{TfToken\[[a-zA-Z0-9:._-]+\]\}/;

const MAP_KEY = /&\{TfToken\[[a-zA-Z0-9:._-]+\]\}/;

/** The value beside the key of a map as cdktf encodes it. */
const MAP_VALUES = ['String Map Token Value', 'Any Map Token Value'];

/** What may be a number as cdktf encodes it. */
const NUMBERS = /-[\d.]+e[+\d]+/gi;

/** A token that cdktf gives as an object, such as the `value` of a `TerraformVariable`, as a string; anything else as it is. */
export function tokenAsString<T>(given: T): T | string {
  return Tokenization.isResolvable(given) ? Token.asString(given) : given;
}

/** Why cdktf would fail over a string at synth, with no word of where it stands: it looks like a token, and is none of a string. */
export function tokenProblem(text: string): string | undefined {
  if (LIST.test(text) || MAP_VALUES.includes(text)) {
    return 'a token of a list or map was given; expected a string: take one element of it, such as by Fn.element or Fn.lookup';
  }
  try {
    Tokenization.reverseString(text);
    (text.match(NUMBERS) ?? []).forEach((number) => Tokenization.reverseNumber(parseFloat(number)));
  } catch {
    return 'it holds what looks like a token of CDKTF, and is none of this app; expected a string, or a token as CDKTF made it';
  }
  return undefined;
}

/** A map that is a token as a whole, as a string, or why cdktf would fail over it; undefined where there is no token in its keys. */
export function readMapToken(map: { [key: string]: string }): { readonly text: string } | { readonly problem: string } | undefined {
  if (!Object.keys(map).some((key) => MAP_KEY.test(key))) {
    return undefined;
  }
  try {
    const token = Tokenization.reverseMap(map);
    return token ? { text: Token.asString(token) } : { problem: 'a token beside other entries was given; expected a map of strings, or one token alone' };
  } catch {
    return { problem: 'its key looks like a token of CDKTF, and is none of this app; expected a map of strings, or a token as CDKTF made it' };
  }
}
