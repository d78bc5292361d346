import { parseArgs, ParseArgsConfig } from 'node:util';

/** A command line that is wrong. The message says what is; the process ends with exit code 2. */
export class UsageError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** One command of the sandbox. */
export interface Command {
  /** Its arguments, as the help shows them. */
  readonly usage: string;
  readonly summary: string;
  /** One line for each option. */
  readonly options: readonly string[];
  run(args: string[]): Promise<void>;
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; args: string[] }>>;

/** `parseArgs`, with its complaints as usage errors. */
export function parse<T extends Options>(args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Fails where a command without positional arguments is given some. */
export function requireNoMore(positionals: readonly string[]): void {
  if (positionals.length > 0) {
    throw new UsageError(`unexpected argument ${JSON.stringify(positionals[0])}`);
  }
}

/** An option's value, which must be one of these. */
export function oneOf<T extends string>(what: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    const given = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
    throw new UsageError(`${what} ${given}; expected one of ${allowed.join(', ')}`);
  }
  return found;
}

/** An option's value as a whole number, or undefined where the option is not given. */
export function wholeNumber(what: string, value: string | undefined): number | undefined {
  if (value !== undefined && !/^\d{1,10}$/.test(value)) {
    throw new UsageError(`${what} is ${JSON.stringify(value)}; expected a whole number`);
  }
  return value === undefined ? undefined : Number(value);
}
