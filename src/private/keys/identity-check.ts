import { TerraformResource } from 'cdktf';
import { escapeTemplate, isTemplate } from '../input/templates';
import { addressOf } from '../terraform/address';
import { equals } from '../terraform/expressions';
import { addBlocks } from '../terraform/stack-blocks';

/**
 * Has Terraform warn where the state holds another key than the one that is to be imported. An import does nothing once the state has
 * a key at the address: not after `keyId` was changed, nor after the key was deleted in the Console and an apply made a new one.
 *
 * @param keyId UUID of the key, or what Terraform will evaluate
 */
export function addIdentityCheck(resource: TerraformResource, keyId: string): void {
  addBlocks(resource, 'check', () => {
    const path = escapeTemplate(resource.node.scope!.node.path);
    const expected = isTemplate(keyId) ? 'the one' : keyId;
    // Resources of two types may share a logical id, checks may not.
    return { [`${resource.terraformResourceType}_${resource.friendlyUniqueId}_identity`]: { assert: [{
      condition: equals(`${addressOf(resource)}.id`, keyId),
      error_message: `The API key ${path} is \${${addressOf(resource)}.id} in the state, not ${expected} as its keyId says, since an import does nothing where the `
        + 'state has a key: a given value belongs to the other. Call forget on it and apply, or put the keyId right.',
    }] } };
  });
}
