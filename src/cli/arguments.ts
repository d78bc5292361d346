import { parseArgs, ParseArgsConfig } from 'node:util';
import { EXAMPLE_INSTANT, parseInstant } from '../private/input/instant';
import { quote } from '../private/input/secrets';
import { isTemplate } from '../private/input/templates';
import { uuidProblem } from '../private/input/ids';
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
    throw new UsageError(printable((error as Error).message.replace(/\n/g, ' ')));
  }
}

/** The value of an option that must be one of these. */
export function oneOf<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`${option} ${value === undefined ? 'is missing' : `is ${quote(value)}`}; expected ${listed(allowed)}`);
  }
  return found;
}

/** Words as a choice: `a, b or c`. */
export function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' or ');
}

/** Fails where a command is given more positional arguments than it takes. */
export function requireNoMore(positionals: readonly string[], advice?: string): void {
  if (positionals.length > 0) {
    throw new UsageError(`unexpected argument ${quote(positionals[0])}${advice === undefined ? '' : `; ${advice}`}`);
  }
}

/** The value of an option that is a whole number; nothing where the option is not given. */
export function wholeNumber(option: string, value: string | undefined, most = 9_999_999_999): number | undefined {
  if (value !== undefined && (!/^\d{1,10}$/.test(value) || Number(value) > most)) {
    throw new UsageError(`${option} is ${quote(value)}; expected a whole number, at most ${most}`);
  }
  return value === undefined ? undefined : Number(value);
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

/** Whether something is the UUID of a key, project or workspace. */
export function isUuid(given: unknown): given is string {
  return typeof given === 'string' && !isTemplate(given) && uuidProblem(given) === undefined;
}
