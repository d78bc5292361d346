import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { knownStateOf, setState } from '../input/shared-state';
import { addressOf } from './address';
import { addBlocks } from './stack-blocks';
import { requireTerraform, TERRAFORM_FOR } from './terraform-requirement';

/** Whether a resource is to leave the state; what else would be rendered of it is left out. */
export function isForgotten(resource: TerraformResource): boolean {
  return knownStateOf(resource, 'forgotten') ?? false;
}

/** Has Terraform forget what is at an address, and leave the key alive. */
export function addRemoved(scope: IConstruct, address: () => string): void {
  addBlocks(scope, 'removed', () => [{ from: address(), lifecycle: { destroy: false } }]);
  requireTerraform(scope, () => TERRAFORM_FOR.removedBlock);
}

/** The same for a resource, which is taken out of the tree, and with it out of the configuration. */
export function forgetResource(resource: TerraformResource): void {
  addRemoved(resource, () => addressOf(resource));
  setState(resource, 'forgotten', true);
  resource.node.scope!.node.tryRemoveChild(resource.node.id);
}
