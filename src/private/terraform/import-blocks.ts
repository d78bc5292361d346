import { TerraformResource } from 'cdktf';
import { addressOf } from './address';
import { addBlocks } from './stack-blocks';

/**
 * Has Terraform import a key into a resource, through the provider of that. cdktf's own `importFrom` starts a Terraform process for
 * each at synth; this does not.
 *
 * @param id what finds the key; read while the stack renders, when every provider is known
 */
export function addImport(resource: TerraformResource, id: () => string): void {
  addBlocks(resource, 'import', () => [{ to: addressOf(resource), id: id() }]);
}
