import { RemoteKey } from './remote-keys';

/** Longest part of a name in front of the key's id. */
const LONGEST = 48;

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
  const words = name.slice(0, LONGEST * 4).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-/, '').slice(0, LONGEST).replace(/-$/, '');
}
