import { writeFile } from 'node:fs/promises';
import { CommandError } from './failure';
import { maskSecrets } from './safe-text';

/** Where a command writes. */
export interface TextSink {
  write(text: string): unknown;
  /** Whether it is a terminal that may be told more than plain lines: `NO_COLOR` and a dumb terminal ask for those. */
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
  /** Writes a text file; fails where one exists, unless it may be overwritten. */
  writeFile(path: string, text: string, overwrite: boolean): Promise<void>;
  /** Resolves when all that was written has been taken. Throws a `CommandError` when some of it could not be written. */
  flush(): Promise<void>;
}

/** Standard output or standard error. A reader that leaves early, as `head` does, ends nothing: what is asked for beside it is done. */
class StreamSink implements TextSink {
  public readonly isTTY: boolean;
  private failure?: NodeJS.ErrnoException;
  private latest: Promise<void> = Promise.resolve();

  public constructor(private readonly stream: NodeJS.WriteStream, private readonly name: string, { NO_COLOR: plain, TERM: terminal }: CommandIo['env']) {
    this.isTTY = stream.isTTY && !plain && terminal !== 'dumb';
    stream.on('error', (error) => this.fail(error));
  }

  public write(text: string): void {
    if (this.failure) {
      return;
    }
    this.latest = new Promise((resolve) => {
      this.stream.write(text, (error) => {
        this.fail(error);
        resolve();
      });
    });
  }

  public async flush(): Promise<void> {
    await this.latest;
    if (this.failure && this.failure.code !== 'EPIPE') {
      throw new CommandError(`${this.name} cannot be written (${this.failure.code}), so not all of the output is there; send it elsewhere, or make room`);
    }
  }

  private fail(error: Error | null | undefined): void {
    this.failure ??= error ?? undefined;
  }
}

/** The world of this process. */
export function processIo({ env, stdin, stdout, stderr } = process): CommandIo {
  const sinks = { stdout: new StreamSink(stdout, 'standard output', env), stderr: new StreamSink(stderr, 'standard error', env) };
  return {
    env,
    stdin,
    ...sinks,
    now: () => Date.now(),
    flush: async () => {
      await sinks.stdout.flush();
      await sinks.stderr.flush();
    },
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
