import { RemoteKey } from './remote-keys';

/** Longest part of a name in front of a part of the key's id. */
const LONGEST = 48;

/** Characters of the key's id that tell keys apart, nearly always; else all of them do. */
const SHORT = 8;

/**
 * The construct id of each key, by the key's id: what the name has of letters and digits, then the first digits of the key's id, as in
 * `ci-deploy-1a2b3c4d`. It depends on its own key alone, so that the same code comes out when keys were added since: another construct
 * id would destroy a key that was adopted. Only where two keys would get the same one, all digits follow.
 */
export function constructIdsOf(keys: readonly RemoteKey[]): Map<string, string> {
  const ids = new Map(keys.map((key) => [key.id, idOf(key, SHORT)]));
  const clashes = new Set(clashing(ids));
  return new Map(keys.map((key) => [key.id, clashes.has(key.id) ? idOf(key) : ids.get(key.id)!]));
}

function idOf(key: RemoteKey, digits?: number): string {
  const slug = slugOf(key.name);
  // Terraform's names begin with a letter.
  const stem = /^[a-z]/.test(slug) ? slug : slug === '' ? 'key' : `key-${slug}`;
  return `${stem}-${key.id.replace(/-/g, '').slice(0, digits)}`;
}

/** Lower-case letters, digits and single hyphens; empty where the name has nothing of the kind. */
function slugOf(name: string): string {
  const words = name.slice(0, LONGEST * 4).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-/, '').slice(0, LONGEST).replace(/-$/, '');
}

function clashing(ids: ReadonlyMap<string, string>): string[] {
  const holders = new Map<string, string[]>();
  for (const [key, id] of ids) {
    const others = holders.get(id);
    if (others) {
      others.push(key);
    } else {
      holders.set(id, [key]);
    }
  }
  return [...holders.values()].filter((keys) => keys.length > 1).flat();
}
