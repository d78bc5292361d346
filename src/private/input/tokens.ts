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
  return typeof given === 'object' && given !== null && Tokenization.isResolvable(given) ? Token.asString(given) : given;
}

/** Why cdktf would fail over a string at synth, with no word of where it stands: it looks like a token, and is none of a string. */
export function tokenProblem(text: string): string | undefined {
  if (LIST.test(text) || MAP_VALUES.includes(text)) {
    return 'a token of a list or map was given; expected a string: take one element of it, such as by Fn.element or Fn.lookup';
  }
  try {
    if (text.includes('{TfToken[')) {
      Tokenization.reverseString(text);
    }
    (text.match(NUMBERS) ?? []).forEach((number) => Tokenization.reverseNumber(parseFloat(number)));
  } catch {
    return 'it holds what looks like a token of CDKTF, and is none of this app; expected a string, or a token as CDKTF made it';
  }
  return undefined;
}

/** Whether cdktf would take the map for a token. */
export function isMapToken(map: { [key: string]: string }): boolean {
  return Object.keys(map).some((key) => MAP_KEY.test(key));
}

/** A map that is a token as a whole, as a string. */
export function mapTokenAsString(map: { [key: string]: string }): string {
  return Token.asString(Tokenization.reverseMap(map));
}

/** Why cdktf would fail over a map that is, or holds, a token of one. */
export function mapTokenProblem(map: { [key: string]: string }): string | undefined {
  try {
    return Tokenization.reverseMap(map) ? undefined : 'a token beside other entries was given; expected a map of strings, or one token alone';
  } catch {
    return 'its key looks like a token of CDKTF, and is none of this app; expected a map of strings, or a token as CDKTF made it';
  }
}
