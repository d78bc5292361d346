import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { maskSecrets } from './safe-text';

/** Where a command writes. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where a command reads what is piped into it. */
export type ByteSource = AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };

/** All that a command touches of the world but the network and the files that it reads; tests give their own. */
export interface CommandIo {
  readonly env: { readonly [name: string]: string | undefined };
  readonly stdin: ByteSource;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Writes a text file; fails where one exists, unless it may be overwritten. */
  writeFile(path: string, text: string, overwrite: boolean): Promise<void>;
}

/** The world of this process. */
export function processIo(): CommandIo {
  return {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    sleep: async (milliseconds) => delay(milliseconds),
    writeFile: async (path, text, overwrite) => writeFile(path, text, { flag: overwrite ? 'w' : 'wx' }),
  };
}

/**
 * The same world, but nothing that is written holds a secret: neither the given one nor anything that looks like the value of a key.
 *
 * @param secret - the bearer, if there is one
 */
export function maskedIo(io: CommandIo, secret: string | undefined): CommandIo {
  const mask = (text: string): string => maskSecrets(text, secret);
  const sink = (inner: TextSink): TextSink => ({ write: (text) => inner.write(mask(text)), isTTY: inner.isTTY });
  return {
    ...io,
    stdout: sink(io.stdout),
    stderr: sink(io.stderr),
    writeFile: async (path, text, overwrite) => io.writeFile(path, mask(text), overwrite),
  };
}
