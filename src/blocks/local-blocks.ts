import { TerraformResource } from 'cdktf';
import { isForgotten } from './removed-blocks';
import { blockOf, StackBlock } from './stack-block';

/**
 * Values of a stack that many expressions read: Terraform works out a local once, where it would work out the argument of a resource
 * anew for each instance.
 */
export class LocalBlocks extends StackBlock {
  /** Adds the values that belong to a resource; they are found by `nameFor`. */
  public static add(resource: TerraformResource, values: unknown): void {
    blockOf(resource, 'OryApiKeyLocals', (stack, id) => new LocalBlocks(stack, id)).locals.push({ resource, values });
  }

  /** Name of the local. Only to be called while the stack renders, as `addressOf`. */
  public static nameFor(resource: TerraformResource): string {
    return `${resource.friendlyUniqueId}_keys`;
  }

  protected readonly kind = 'locals';
  private readonly locals: { readonly resource: TerraformResource; readonly values: unknown }[] = [];

  /** In HCL the resource has its values itself. */
  public toHclTerraform(): any {
    return {};
  }

  protected blocks(): any {
    const due = this.locals.filter(({ resource }) => !isForgotten(resource));
    return due.length === 0 ? {} : { locals: Object.fromEntries(due.map(({ resource, values }) => [LocalBlocks.nameFor(resource), values])) };
  }
}
