import { formatInstant, parseInstant } from '../../private/input/instant';
import { isUuid } from '../arguments';
import { CommandError } from '../failure';
import { maskSecrets } from '../safe-text';
import { typeOf } from '../input';
import { compare } from '../compare';

/** A key as the Console lists it. */
export interface RemoteKey {
  readonly id: string;
  /** Any string at all, but with every secret in it masked. */
  readonly name: string;
  /** Whether the name held a secret. */
  readonly heldSecret: boolean;
  /** Whole seconds in UTC; `'unreadable'` where the Console gave a string that is no instant; absent for a key that never expires. */
  readonly expiresAt?: string;
  /** The end of the key's value, by which people find it in their vault; absent where the Console does not know it. */
  readonly lastCharacters?: string;
}

/** Stands for an expiry that is there but no instant. */
export const UNREADABLE = 'unreadable';

/** The end of a value; what is longer may be more of it than anybody should see. */
const LAST_CHARACTERS = /^[\w.~+/=-]{1,8}$/;

/**
 * Checks a list of keys, entry by entry, and sorts it by name and id, so that the order of the answer shows nowhere.
 *
 * @param what - the list, as a message names it
 * @param bearer - masked wherever a name holds it
 * @throws CommandError when it has another shape; the message repeats nothing of it
 */
export function readRemoteKeys(listing: unknown, what: string, bearer?: string): RemoteKey[] {
  if (!Array.isArray(listing)) {
    throw new CommandError(`${what} is JSON of another shape: ${typeOf(listing)} instead of a list of keys; check ORY_CONSOLE_API_URL`);
  }
  const seen = new Set<string>();
  const keys = listing.map((entry: unknown, index) => {
    const key = readKey(entry, `${what} is JSON of another shape: entry ${index + 1} of ${listing.length}`, bearer);
    if (seen.has(key.id)) {
      throw new CommandError(`${what} lists the key ${key.id} twice; nothing was written, since each key is adopted once`);
    }
    seen.add(key.id);
    return key;
  });
  return keys.sort((one, other) => compare(one.name, other.name) || compare(one.id, other.id));
}

function readKey(entry: unknown, where: string, bearer: string | undefined): RemoteKey {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new CommandError(`${where} is ${typeOf(entry)} instead of an object`);
  }
  const { id, name, expires_at: expiresAt, last_characters: last } = entry as Record<string, unknown>;
  if (!isUuid(id)) {
    throw new CommandError(`${where} has an id that is no UUID`);
  }
  if (typeof name !== 'string') {
    throw new CommandError(`${where} has ${typeOf(name)} as name instead of a string`);
  }
  const masked = maskSecrets(name, bearer);
  const lastCharacters = typeof last === 'string' && LAST_CHARACTERS.test(last) ? last : undefined;
  const key = { id: id.toLowerCase(), name: masked, heldSecret: masked !== name, ...lastCharacters === undefined ? {} : { lastCharacters } };
  if (expiresAt === undefined || expiresAt === null) {
    return key;
  }
  if (typeof expiresAt !== 'string') {
    throw new CommandError(`${where} has ${typeOf(expiresAt)} as expires_at instead of a string or null`);
  }
  const parsed = parseInstant(expiresAt);
  return { ...key, expiresAt: 'problem' in parsed ? UNREADABLE : formatInstant(parsed.epochSeconds) };
}
