import { RemoteKey } from './remote-keys';

/** A name that is itself the id, but for case and the separator: nothing is lost, nothing has to be told apart. */
const PLAIN = /^[A-Za-z0-9]+(?:[ _.-][A-Za-z0-9]+)*$/;

/** Longest id made of a name alone, and longest part of a name in front of a part of the key's id. */
const LONGEST = 48;

/** Characters of the key's id that tell keys apart, nearly always; else all of them do. */
const SHORT = 8;

/** How much of the key's id stands in the construct's: nothing, a part, or all. */
type Detail = 0 | 1 | 2;

/**
 * The construct id of each key, by the key's id. A plain name gives `ci-deploy`; where names clash or are odd, the first digits of
 * the key's id follow: `ci-deploy-1a2b3c4d`. So an id depends on the set of keys, never on their order.
 */
export function constructIdsOf(keys: readonly RemoteKey[]): Map<string, string> {
  const details = new Map<string, Detail>(keys.map((key) => [key.id, isPlain(key.name) ? 0 : 1]));
  for (;;) {
    const ids = new Map(keys.map((key) => [key.id, idOf(key, details.get(key.id)!)]));
    const clashes = clashing(ids);
    if (clashes.length === 0) {
      return ids;
    }
    // Ends: the whole of two keys' ids differ, and those with less detail get more.
    clashes.forEach((id) => details.set(id, Math.min(2, details.get(id)! + 1) as Detail));
  }
}

function isPlain(name: string): boolean {
  // `constructor` and its like are taken in every object, and the tree of constructs keeps children in one.
  return name.length <= LONGEST && PLAIN.test(name) && !(slugOf(name) in {});
}

function idOf(key: RemoteKey, detail: Detail): string {
  const slug = slugOf(key.name);
  // Terraform's names begin with a letter.
  const stem = /^[a-z]/.test(slug) ? slug : slug === '' ? 'key' : `key-${slug}`;
  const digits = key.id.replace(/-/g, '');
  return detail === 0 ? stem : `${stem}-${detail === 1 ? digits.slice(0, SHORT) : digits}`;
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
