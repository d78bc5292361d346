import { TerraformResource } from 'cdktf';
import { joinImportId } from '../input/ids';
import { OWNERS, PROJECT_KEY } from '../input/resource-types';
import { isTemplate } from '../input/templates';
import { forgetProviders, ownerOf } from '../stack/providers';
import { addressOf } from '../terraform/address';

/** The line that imports a key by hand; what only an apply tells has a stand-in. */
export function importCommandOf(resource: TerraformResource, keyId?: string, address = addressOf(resource)): string {
  const type = resource.terraformResourceType;
  const owner = ownerOf(resource);
  forgetProviders(resource); // others may be made after this is read
  const known = (text: string | undefined, standIn: string) => (text === undefined || isTemplate(text) ? standIn : text);
  // A project that is a token has a stand-in, too: a bare id beside it would destroy the live key.
  const isBare = type === PROJECT_KEY && keyId !== undefined && owner === undefined;
  return `terraform import ${address} ${joinImportId(known(keyId, '<key-id>'), isBare ? undefined : known(owner, `<${OWNERS[type].replace('_', '-')}>`))}`;
}
