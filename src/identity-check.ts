import { TerraformResource } from 'cdktf';
import { CheckBlocks } from './blocks/check-blocks';
import { isTemplate } from './private/input/templates';

/**
 * Has Terraform warn where the state holds another key than the one that is to be imported. An import does nothing once the state has
 * a key at the address: not after `keyId` was changed, nor after the key was deleted in the Console and an apply made a new one.
 *
 * @param keyId UUID of the key; nothing is watched where only Terraform can tell
 */
export function watchIdentity(resource: TerraformResource, keyId: string): void {
  if (isTemplate(keyId)) {
    return;
  }
  CheckBlocks.add({
    resource,
    subject: 'identity',
    assertion: (address, path) => {
      const id = `${address}.id`;
      return {
        condition: `\${${id} == "${keyId}"}`,
        error_message: `The API key ${path} is \${${id}} in the state, not ${keyId} as its keyId says, since an import does nothing where the `
          + 'state has a key: a given value belongs to the other. Call forget on it and apply, or put the keyId right.',
      };
    },
  });
}
