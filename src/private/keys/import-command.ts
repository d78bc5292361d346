import { joinImportId } from '../input/import-id';
import { isTemplate } from '../input/templates';

/** Ids of a key as far as synth knows them, and the word that stands in for an owner that it does not know. */
export interface ImportCommandParts {
  readonly keyId?: string;
  readonly ownerId?: string;
  /** Such as `<project-id>`; without one, an unknown owner is left out. */
  readonly ownerStandIn?: string;
}

/** The line that imports a key by hand; what only an apply tells has a stand-in. */
export function importCommandOf(address: string, parts: ImportCommandParts): string {
  const known = (text: string | undefined, standIn: string | undefined) => (text === undefined || isTemplate(text) ? standIn : text);
  return `terraform import ${address} ${joinImportId(known(parts.keyId, '<key-id>')!, known(parts.ownerId, parts.ownerStandIn))}`;
}
