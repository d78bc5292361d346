import { CommandError } from './failure';
import { ByteSource } from './io';

/** More than any list of keys needs; what is larger is no such list. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a source of UTF-8 text to its end.
 *
 * @param what - the source, as a message names it
 * @param onProgress - called with the number of bytes so far
 * @throws CommandError when the source is too large, or not UTF-8
 */
export async function readText(
  source: ByteSource, what: string, onProgress: (bytes: number) => void = () => undefined, most = MOST_BYTES,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += part.length;
    if (bytes > most) {
      throw new CommandError(`${what} is larger than ${most} bytes; that is no list of keys, so it was not read to the end`);
    }
    chunks.push(part);
    onProgress(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CommandError(`${what} is not UTF-8 text; expected JSON`);
  }
}

/**
 * Reads a string as JSON. The message never repeats any of it, since it may hold secrets.
 *
 * @param what - the string, as a message names it
 * @throws CommandError when it is no JSON
 */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const kind = text.trim() === '' ? 'is empty' : /^\s*</.test(text) ? 'is HTML or XML' : 'is not valid JSON';
    throw new CommandError(`${what} ${kind}; expected JSON`);
  }
}

/** What a value of JSON is, for a message that must not repeat it. */
export function typeOf(value: unknown): string {
  return value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of an object of JSON; never what every object inherits. */
export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
