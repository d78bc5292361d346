import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { quote } from '../private/input/secrets';
import { UsageError, CommandError } from './failure';
import { readJson, readText } from './input';
import { ByteSource, CommandIo } from './io';

/** What a command reads. */
export interface Expected {
  /** What it is, for messages. */
  readonly what: string;
  /** How to come by it, for whoever gives something else. */
  readonly howTo: string;
  /** A command line that pipes it in. */
  readonly pipe: string;
  /** The most that is read, in MiB. */
  readonly mebibytes: number;
}

/** First bytes that tell what a file is instead of JSON. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly is: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: 'a saved plan itself (or another ZIP archive), not its JSON' },
  { bytes: [0x1f, 0x8b], is: 'compressed by gzip' },
  { bytes: [0xff, 0xfe], is: 'UTF-16, as ">" of Windows PowerShell writes it, instead of UTF-8' },
  { bytes: [0xfe, 0xff], is: 'UTF-16 instead of UTF-8' },
];

/** JSON that was read, and what messages call it. */
export interface Read {
  /** The file's name; absent for what was piped in. */
  readonly file?: string;
  readonly what: string;
  readonly json: unknown;
}

/**
 * Reads the files, or what is piped in where none is named, one after the other.
 *
 * @throws CommandError when one is missing, too large, or no JSON; the message repeats nothing of what stands in it
 */
export async function readSources(files: readonly string[], expected: Expected, io: CommandIo): Promise<Read[]> {
  if (files.length === 0) {
    if (io.stdin.isTTY) {
      throw new UsageError(`nothing is piped in; run "${expected.pipe}", or name files`);
    }
    return [await readSource(io.stdin, 'the input', expected)];
  }
  const places = files.map((file) => resolve(file));
  const twice = files.find((_, index) => places.indexOf(places[index]) !== index);
  if (twice !== undefined) {
    throw new UsageError(`${quote(twice)} is named twice; name each file once`);
  }
  const read: Read[] = [];
  for (const file of files) {
    read.push({ ...await readSource(createReadStream(file), quote(file), expected), file });
  }
  return read;
}

async function readSource(source: ByteSource, what: string, expected: Expected): Promise<Read> {
  try {
    return { what, json: parse(await readText(checked(source, what, expected), what, undefined, Infinity), what, expected) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CommandError(`${what} cannot be read (${code}); expected ${expected.what}: ${expected.howTo}`);
  }
}

/** The same bytes; fails at the first that show that they are no JSON, and where there are too many. */
async function* checked(source: ByteSource, what: string, { howTo, mebibytes }: Expected): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const magic = bytes === 0 ? MAGIC.find((one) => one.bytes.every((byte, index) => part[index] === byte)) : undefined;
    if (magic) {
      throw new CommandError(`${what} is ${magic.is}; ${howTo}`);
    }
    bytes += part.length;
    if (bytes > mebibytes * 1024 * 1024) {
      throw new CommandError(`${what} is larger than ${mebibytes} MiB, the most that is read; split the stack`);
    }
    yield part;
  }
}

function parse(text: string, what: string, { howTo }: Expected): unknown {
  const json = text.trim();
  if (json === '') {
    throw new CommandError(`${what} is empty; ${howTo}`);
  }
  if (json.startsWith('{"@level"')) {
    throw new CommandError(`${what} is the log that "terraform plan -json" prints; ${howTo}`);
  }
  if (json.startsWith('{') && !json.endsWith('}')) {
    throw new CommandError(`${what} ends in the middle of its JSON; ${howTo}, and let it end`);
  }
  return readJson(json, what);
}
