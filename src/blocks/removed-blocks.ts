import { TerraformResource } from 'cdktf';
import { addressOf } from './address';
import { blockOf, StackBlock } from './stack-block';
import { TERRAFORM_FOR, TerraformRequirement } from './terraform-requirement';

/** Resources that are to leave the state alive; what else would be rendered of them is left out. */
const FORGOTTEN = new WeakSet<TerraformResource>();

/** Whether a resource is to leave the state. */
export function isForgotten(resource: TerraformResource): boolean {
  return FORGOTTEN.has(resource);
}

/** The `removed` blocks of a stack: Terraform forgets the resource and leaves the key alive. */
export class RemovedBlocks extends StackBlock {
  /** Takes the resource out of the tree, and with it out of the configuration. */
  public static forget(resource: TerraformResource): void {
    blockOf(resource, 'OryApiKeyRemovals', (stack, id) => new RemovedBlocks(stack, id)).resources.push(resource);
    TerraformRequirement.atLeast(resource, TERRAFORM_FOR.removedBlock);
    FORGOTTEN.add(resource);
    resource.node.scope!.node.tryRemoveChild(resource.node.id);
  }

  protected readonly kind = 'removed blocks';
  private readonly resources: TerraformResource[] = [];

  protected blocks(): any {
    return { removed: this.resources.map((resource) => ({ from: addressOf(resource), lifecycle: { destroy: false } })) };
  }
}
