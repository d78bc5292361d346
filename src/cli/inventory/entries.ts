import { parseInstant } from '../../private/input/instant';
import { CommandError } from '../failure';
import { isObject, JsonObject, typeOf } from '../input';
import { maskSecrets } from '../safe-text';
import { Read } from '../source';
import { inventoriesIn } from './outputs';

/** A key as the inventory of a stack lists it. */
export interface InventoryEntry {
  /** The file that lists it; absent for what was piped in. */
  readonly file?: string;
  /** Construct path. */
  readonly path: string;
  readonly kind: 'project' | 'workspace';
  readonly id?: string;
  readonly name: string;
  /** UUID of the project or workspace. */
  readonly owner?: string;
  /** Seconds since 1970; absent for a key that never expires. */
  readonly expiresAt?: number;
  readonly imported: boolean;
  /** Of a rotating key. */
  readonly generation?: number;
  /** Of a key in a set. */
  readonly environment?: string;
  /** Why policies let the key off. */
  readonly exemption?: string;
}

/**
 * The entries of every inventory in what was read.
 *
 * @param outputName - name of the inventory's output
 * @param bearer - masked wherever a string holds it
 * @throws CommandError when there is no inventory, or one of another shape; the message repeats no value, since outputs hold secrets
 */
export function readInventory(read: Read, outputName: string, bearer?: string): InventoryEntry[] {
  return inventoriesIn(read, outputName)
    .flatMap((entries) => entries.map((entry, index) => readEntry(entry, `entry ${index + 1} of the inventory in ${read.what}`, read.file, bearer)));
}

function readEntry(entry: unknown, where: string, file: string | undefined, bearer: string | undefined): InventoryEntry {
  if (!isObject(entry)) {
    throw new CommandError(`${where} is ${typeOf(entry)} instead of an object`);
  }
  const fields = new Fields(entry, where, bearer);
  const kind = fields.required('kind');
  if (kind !== 'project' && kind !== 'workspace') {
    throw new CommandError(`${where} has a kind that is neither "project" nor "workspace"`);
  }
  const expiresAt = fields.optional('expires_at', 'string');
  return {
    file,
    path: fields.required('path'),
    kind,
    id: fields.optional('id', 'string'),
    name: fields.optional('name', 'string') ?? '',
    owner: fields.optional('owner', 'string'),
    expiresAt: expiresAt === undefined ? undefined : secondsOf(expiresAt, where),
    imported: fields.optional('imported', 'boolean') ?? false,
    generation: generationOf(fields, where),
    environment: fields.optional('environment', 'string'),
    exemption: fields.optional('exemption', 'string'),
  };
}

function generationOf(fields: Fields, where: string): number | undefined {
  const generation = fields.optional('generation', 'number');
  if (generation !== undefined && !(Number.isSafeInteger(generation) && generation >= 0)) {
    throw new CommandError(`${where} has a generation that is no whole number, or a huge one; expected 0, 1, 2, …`);
  }
  return generation;
}

function secondsOf(expiresAt: string, where: string): number {
  const parsed = parseInstant(expiresAt);
  if ('problem' in parsed) {
    throw new CommandError(`${where} has an expires_at that is no RFC 3339 instant: ${parsed.problem}`);
  }
  return parsed.epochSeconds;
}

interface Types {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

/** The fields of one entry, each checked for its type; every secret in a string is masked. */
class Fields {
  public constructor(private readonly entry: JsonObject, private readonly where: string, private readonly bearer?: string) {}

  public required(name: string): string {
    const value = this.optional(name, 'string');
    if (value === undefined) {
      throw new CommandError(`${this.where} has no ${name}`);
    }
    return value;
  }

  /** The field, which may be absent or null. */
  public optional<T extends keyof Types>(name: string, type: T): Types[T] | undefined {
    const value = this.entry[name] ?? undefined;
    if (value !== undefined && typeof value !== type) {
      throw new CommandError(`${this.where} has ${typeOf(value)} as ${name} instead of a value of type ${type}`);
    }
    return (typeof value === 'string' ? maskSecrets(value, this.bearer) : value) as Types[T] | undefined;
  }
}
