import { createReadStream } from 'node:fs';
import { quote } from '../../private/input/secrets';
import { UsageError, CommandError } from '../failure';
import { readJson, readText } from '../input';
import { ByteSource, CommandIo } from '../io';

/** Some 80,000 keys. A string of V8 ends at 512 MB, and the parsed plan takes several times its text. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** What a reader is told to do, whatever was read instead of a plan in JSON. */
export const HOW_TO_WRITE = 'write it with "terraform plan -out=PLAN" and "terraform show -json PLAN"';

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
export async function readSources(files: readonly string[], io: CommandIo): Promise<Read[]> {
  if (files.length === 0) {
    if (io.stdin.isTTY) {
      throw new UsageError('nothing is piped in; run "terraform show -json PLAN | cdktf-ory-api-keys check-plan", or name files');
    }
    return [await readSource(io.stdin, 'the input')];
  }
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new UsageError(`${quote(twice)} is named twice; name each plan once`);
  }
  const read: Read[] = [];
  for (const file of files) {
    read.push({ ...await readSource(createReadStream(file), quote(file)), file });
  }
  return read;
}

async function readSource(source: ByteSource, what: string): Promise<Read> {
  try {
    return { what, json: parse(await readText(checked(source, what), what, undefined, MOST_BYTES), what) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CommandError(`${what} cannot be read (${code}); expected the JSON of a plan: ${HOW_TO_WRITE}`);
  }
}

/** The same bytes; fails at the first that show that they are no JSON, and where there are too many. */
async function* checked(source: ByteSource, what: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const magic = bytes === 0 ? MAGIC.find((one) => one.bytes.every((byte, index) => part[index] === byte)) : undefined;
    if (magic) {
      throw new CommandError(`${what} is ${magic.is}; ${HOW_TO_WRITE}`);
    }
    bytes += part.length;
    if (bytes > MOST_BYTES) {
      throw new CommandError(`${what} is larger than ${MOST_BYTES / 1024 / 1024} MiB, the most that is read; split the stack`);
    }
    yield part;
  }
}

function parse(text: string, what: string): unknown {
  const json = text.trim();
  if (json.startsWith('{"@level"')) {
    throw new CommandError(`${what} is the log that "terraform plan -json" prints; ${HOW_TO_WRITE}`);
  }
  if (json.startsWith('{') && !json.endsWith('}')) {
    throw new CommandError(`${what} ends in the middle of its JSON; ${HOW_TO_WRITE}, and let it end`);
  }
  return readJson(json, what);
}
