import { IConstruct } from 'constructs';
import { joinImportId } from '../input/ids';
import { isTemplate } from '../input/templates';
import { forgetProviders } from '../stack/providers';

/** Ids of a key as far as synth knows them, and the word that stands in for an owner that it does not know. */
interface ImportCommandParts {
  readonly keyId?: string;
  readonly ownerId?: string;
  /** Such as `<project-id>`; without one, an unknown owner is left out. */
  readonly ownerStandIn?: string;
}

/** The line that imports a key by hand; what only an apply tells has a stand-in. */
export function importCommandOf(key: IConstruct, address: string, parts: ImportCommandParts): string {
  forgetProviders(key); // it may be read before all of them are made
  const known = (text: string | undefined, standIn: string | undefined) => (text === undefined || isTemplate(text) ? standIn : text);
  return `terraform import ${address} ${joinImportId(known(parts.keyId, '<key-id>')!, known(parts.ownerId, parts.ownerStandIn))}`;
}
