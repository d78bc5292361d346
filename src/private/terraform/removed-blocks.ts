import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { addressOf } from './address';
import { addBlocks, markForgotten } from './stack-blocks';

/** Has Terraform forget what is at an address, and leave the key alive. */
export function addRemoved(scope: IConstruct, address: () => string): void {
  addBlocks(scope, 'removed', () => [{ from: address(), lifecycle: { destroy: false } }]);
}

/** The same for a resource, which is taken out of the tree, and with it out of the configuration. */
export function forgetResource(resource: TerraformResource): void {
  addRemoved(resource, () => addressOf(resource));
  markForgotten(resource);
  resource.node.scope!.node.tryRemoveChild(resource.node.id);
}
