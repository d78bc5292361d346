import { TerraformResource } from 'cdktf';
import { addressOf } from './blocks/address';
import { isTemplate } from './private/input/templates';

/** Ids of a key as far as synth knows them, and the word that stands in for an owner that it does not know. */
export interface ImportCommandParts {
  readonly keyId?: string;
  readonly ownerId?: string;
  /** Such as `<project-id>`; without one, an unknown owner is left out. */
  readonly ownerStandIn?: string;
}

/** The line that imports a key by hand; what only an apply tells has a stand-in. Reading it fixes the logical id. */
export function importCommandOf(resource: TerraformResource, parts: ImportCommandParts): string {
  const known = (text: string | undefined, standIn: string | undefined) => (text === undefined || isTemplate(text) ? standIn : text);
  const owner = known(parts.ownerId, parts.ownerStandIn);
  const key = known(parts.keyId, '<key-id>');
  return `terraform import ${addressOf(resource)} ${owner === undefined ? key : `${owner}/${key}`}`;
}
