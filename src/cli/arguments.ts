import { parseArgs, ParseArgsConfig } from 'node:util';
import { EXAMPLE_INSTANT, parseInstant } from '../private/input/instant';
import { quote } from '../private/input/secrets';
import { isTemplate } from '../private/input/templates';
import { uuidProblem } from '../private/input/uuid';
import { UsageError } from './failure';
import { CommandIo } from './io';
import { printable } from './safe-text';

/** A command: its help, and what it does with the arguments after its name. */
export interface Command {
  /** One line for the overview. */
  readonly summary: string;
  /** What `--help` shows. */
  readonly help: string;
  /** Throws a `CommandError` when the work cannot be done. */
  run(args: string[], io: CommandIo): Promise<void>;
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; args: string[] }>>;

/** `parseArgs`, with its complaints as usage errors. */
export function parse<T extends Options>(args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(printable((error as Error).message));
  }
}

/** The value of an option that must be one of these. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`${option} is ${quote(value)}; expected ${allowed.slice(0, -1).join(', ')} or ${allowed[allowed.length - 1]}`);
  }
  return found;
}

/** The value of an option that is a number of seconds, in milliseconds. */
export function seconds(option: string, value: string, most: number): number {
  const number = Number(value);
  if (!/^\d+(?:\.\d+)?$/.test(value) || number <= 0 || number > most) {
    throw new UsageError(`${option} is ${quote(value)}; expected a number of seconds above 0, up to ${most}`);
  }
  return Math.ceil(number * 1000);
}

/** The value of an option that is an instant, in seconds since 1970. */
export function instant(option: string, value: string): number {
  const parsed = parseInstant(value);
  if ('problem' in parsed) {
    throw new UsageError(`${option} is ${quote(value)}: ${parsed.problem}; expected an instant such as ${EXAMPLE_INSTANT}`);
  }
  return parsed.epochSeconds;
}

/** Whether a text is the UUID of a key, project or workspace. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && !isTemplate(text) && uuidProblem(text) === undefined;
}
