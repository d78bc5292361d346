import { TerraformProvider, TerraformResource } from 'cdktf';
import { isTemplate } from '../input/templates';
import { addressOf } from './address';
import { isForgotten } from './removed-blocks';
import { addBlocks } from './stack-blocks';
import { requireTerraform, TERRAFORM_FOR } from './terraform-requirement';

/**
 * Has Terraform import a key into a resource. cdktf's own `importFrom` starts a Terraform process for each at synth; this does not.
 *
 * @param id what finds the key; read while the stack renders, when every provider is known
 * @param provider the provider that reads the key, where it is not the default one
 */
export function addImport(resource: TerraformResource, id: () => string, provider: () => TerraformProvider | undefined): void {
  addBlocks(resource, 'import', () => {
    const from = provider();
    return isForgotten(resource) ? [] : [{ to: addressOf(resource), id: id(), ...(from ? { provider: from.fqn } : {}) }];
  });
  requireTerraform(resource, () => {
    return isForgotten(resource) ? undefined : isTemplate(id()) ? TERRAFORM_FOR.importExpression : TERRAFORM_FOR.importBlock;
  });
}
