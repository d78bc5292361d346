import { parseInstant } from '../../private/input/instant';
import { quote } from '../../private/input/secrets';
import { CommandError } from '../failure';
import { maskSecrets } from '../safe-text';
import { typeOf } from '../input';

/** A key as the inventory of a stack lists it. */
export interface InventoryEntry {
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
}

/**
 * The entries of an inventory.
 *
 * @param json - what `terraform output -json` prints: all outputs, or the value of the inventory's alone
 * @param outputName - name of the inventory's output
 * @param bearer - masked wherever a text holds it
 * @throws CommandError when there is no such output, or one of another shape; the message repeats no value, since outputs hold secrets
 */
export function readInventory(json: unknown, outputName: string, bearer?: string): InventoryEntry[] {
  const value = Array.isArray(json) ? json : valueOf(json, outputName);
  if (!Array.isArray(value)) {
    throw new CommandError(`the output ${quote(outputName)} is no inventory: it is ${typeOf(value)} instead of a list; name the inventory's output with --output`);
  }
  return value.map((entry: unknown, index) => readEntry(entry, `entry ${index + 1} of the inventory`, bearer));
}

function valueOf(json: unknown, outputName: string): unknown {
  if (typeof json !== 'object' || json === null) {
    throw new CommandError(`the input is JSON of another shape: ${typeOf(json)}; expected what "terraform output -json" prints`);
  }
  if (Object.keys(json).length === 0) {
    throw new CommandError('there are no outputs; apply the stack with an ApiKeyInventory first, and run "terraform output -json" where its state is');
  }
  const output = Object.hasOwn(json, outputName) ? (json as Record<string, unknown>)[outputName] : undefined;
  if (typeof output !== 'object' || output === null || !Object.hasOwn(output, 'value')) {
    const names = Object.keys(json).sort().slice(0, 10).map((name) => quote(name)).join(', ');
    throw new CommandError(`there is no output ${quote(outputName)}; expected the inventory's, named with --output. The first outputs are ${names}`);
  }
  return (output as { readonly value: unknown }).value;
}

function readEntry(entry: unknown, where: string, bearer: string | undefined): InventoryEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new CommandError(`${where} is ${typeOf(entry)} instead of an object`);
  }
  const fields = new Fields(entry as Record<string, unknown>, where, bearer);
  const kind = fields.text('kind');
  if (kind !== 'project' && kind !== 'workspace') {
    throw new CommandError(`${where} has a kind that is neither "project" nor "workspace"`);
  }
  const expiresAt = fields.optional('expires_at', 'string');
  return {
    path: fields.text('path'),
    kind,
    id: fields.optional('id', 'string'),
    name: fields.optional('name', 'string') ?? '',
    owner: fields.optional('owner', 'string'),
    expiresAt: expiresAt === undefined ? undefined : secondsOf(expiresAt, where),
    imported: fields.optional('imported', 'boolean') ?? false,
    generation: fields.optional('generation', 'number'),
    environment: fields.optional('environment', 'string'),
  };
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

/** The fields of one entry, each checked for its type; every secret in a text is masked. */
class Fields {
  public constructor(private readonly entry: Record<string, unknown>, private readonly where: string, private readonly bearer?: string) {}

  public text(name: string): string {
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
