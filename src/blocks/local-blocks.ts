import { TerraformResource } from 'cdktf';
import { isRendered } from './is-rendered';
import { blockOf, StackBlock } from './stack-block';

/**
 * Values of a stack that many expressions read: Terraform works out a local once, where it would work out the argument of a resource
 * anew for each instance.
 */
export class LocalBlocks extends StackBlock {
  /** Adds values that belong to a resource. */
  public static add(resource: TerraformResource, kind: string, values: unknown): void {
    blockOf(resource, 'OryApiKeyLocals', (stack, id) => new LocalBlocks(stack, id)).locals.push({ resource, kind, values });
  }

  /** The local in an expression. Only to be called while the stack renders, as `addressOf`. */
  public static referTo(resource: TerraformResource, kind: string): string {
    return `local.${nameOf({ resource, kind })}`;
  }

  protected readonly kind = 'locals';
  private readonly locals: (Local & { readonly values: unknown })[] = [];

  /** In HCL the resource has its values itself. */
  public toHclTerraform(): any {
    return {};
  }

  protected blocks(): any {
    const due = this.locals.filter(({ resource }) => isRendered(resource));
    return due.length === 0 ? {} : { locals: Object.fromEntries(due.map((local) => [nameOf(local), local.values])) };
  }
}

interface Local {
  readonly resource: TerraformResource;
  /** What it holds of the resource. */
  readonly kind: string;
}

function nameOf({ resource, kind }: Local): string {
  return `${resource.friendlyUniqueId}_${kind}`;
}
