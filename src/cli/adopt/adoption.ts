import { escapeTemplate } from '../../private/input/templates';
import { RemoteKey, UNREADABLE } from './remote-keys';
import { KeyKind } from './settings';

/** One key as the code adopts it. */
export interface AdoptedKey {
  readonly constructId: string;
  readonly keyId: string;
  /** Ready for Terraform: nothing in it is evaluated. */
  readonly name: string;
  readonly expiresAt?: string;
  /** What a reader of the code should know; holds nothing remote but the end of the key's value, which is ASCII. */
  readonly notes: readonly string[];
}

/** All keys of one project or workspace. */
export interface Adoption {
  readonly kind: KeyKind;
  readonly ownerId: string;
  readonly keys: readonly AdoptedKey[];
}

/** A longer name is cut: no language takes literals of any length, and the name matters to readers alone. */
const LONGEST_NAME = 256;

/** Longest part of a name in front of the key's id. */
const LONGEST_STEM = 48;

const HARMLESS = 'a name that differs changes nothing';

/** Decides how each key is adopted. */
export function adoptionOf(kind: KeyKind, ownerId: string, keys: readonly RemoteKey[]): Adoption {
  return { kind, ownerId, keys: keys.map((key) => adopt(key, kind)) };
}

function adopt(key: RemoteKey, kind: KeyKind): AdoptedKey {
  const constructId = constructIdOf(key);
  const { name, notes: ofName } = nameOf(key);
  const notes = [...key.lastCharacters === undefined ? [] : [`Its value ends in "${key.lastCharacters}".`], ...ofName];
  // The expiry of a tracked workspace key is read by Terraform alone.
  if (kind === 'workspace' || key.expiresAt === undefined) {
    return { constructId, keyId: key.id, name, notes };
  }
  if (key.expiresAt === UNREADABLE) {
    return { constructId, keyId: key.id, name, notes: [...notes, 'The Console gave an expiry that is no RFC 3339 instant; Terraform reads the real one.'] };
  }
  return { constructId, keyId: key.id, name, expiresAt: key.expiresAt, notes };
}

/** The name to write for a key: its own, as far as the constructs take it; every change is harmless, and noted. */
function nameOf(key: RemoteKey): { readonly name: string; readonly notes: readonly string[] } {
  const notes: string[] = key.heldSecret ? ['The name holds the value of an API key, which is masked here: revoke that key.'] : [];
  let name = key.name;
  const change = (changed: string, note: string): void => {
    if (changed !== name) {
      name = changed;
      notes.push(`${note}; ${HARMLESS}.`);
    }
  };
  // Terraform reads UTF-8, in which a lone half of a surrogate pair cannot be written.
  change(name.replace(/\p{Cs}/gu, '\ufffd'), 'The name holds characters that are no Unicode text, replaced here');
  // An escaped template still looks like a token to CDKTF, which would put the token's value in its place.
  change(name.replace(/\{(?=TfToken\[)/g, '{ '), 'The name looks like a token of CDKTF and is written apart here');
  change([...name].slice(0, LONGEST_NAME).join(''), `The name is cut to ${LONGEST_NAME} characters here`);
  if (name.trim() === '') {
    change(`unnamed ${key.id.slice(0, 8)}`, 'The key has a blank name, which the construct does not take');
  }
  return { name: escapeTemplate(name), notes };
}

/**
 * The construct id of a key: what the name has of letters and digits, then the digits of the key's id, as in
 * `ci-deploy-1a2b3c4d00004000800000000000000f`. It depends on its own key alone, so that the same code comes out when keys were added since:
 * another construct id would destroy a key that was adopted.
 */
export function constructIdOf({ id, name }: RemoteKey): string {
  const slug = slugOf(name);
  // Terraform's names begin with a letter.
  const stem = /^[a-z]/.test(slug) ? slug : slug === '' ? 'key' : `key-${slug}`;
  return `${stem}-${id.replace(/-/g, '')}`;
}

/** Lower-case letters, digits and single hyphens; empty where the name has nothing of the kind. */
function slugOf(name: string): string {
  const words = name.slice(0, LONGEST_STEM * 4).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-/, '').slice(0, LONGEST_STEM).replace(/-$/, '');
}
