import { TerraformResource } from 'cdktf';
import { escapeTemplate } from '../private/input/templates';
import { addressOf } from './address';
import { isRendered } from './is-rendered';
import { blockOf, StackBlock } from './stack-block';
import { TERRAFORM_FOR, TerraformRequirement } from './terraform-requirement';

/** One check: a warning on plan and apply where its condition is false. */
export interface Check {
  readonly resource: TerraformResource;
  /** What it watches, as the end of its name. */
  readonly subject: 'expiry' | 'identity';
  /**
   * Condition and message, read while the stack renders, with the resource's address and the path of its key as a message may hold it.
   * The condition has to refer to the resource, since Terraform refuses one over literals alone.
   */
  readonly assertion: (address: string, path: string) => { readonly condition: string; readonly error_message: string };
}

/** The `check` blocks of a stack. */
export class CheckBlocks extends StackBlock {
  public static add(check: Check): void {
    blockOf(check.resource, 'OryApiKeyChecks', (stack, id) => new CheckBlocks(stack, id)).checks.push(check);
    TerraformRequirement.atLeast(check.resource, TERRAFORM_FOR.checkBlock);
  }

  protected readonly kind = 'check blocks';
  private readonly checks: Check[] = [];

  protected blocks(preparing: boolean): any {
    if (preparing) {
      return undefined; // a check refers to its own stack alone
    }
    const check: { [name: string]: any } = {};
    for (const { resource, subject, assertion } of this.checks.filter((entry) => isRendered(entry.resource))) {
      const path = escapeTemplate(resource.node.scope!.node.path);
      const name = `${resource.friendlyUniqueId}_${subject}`;
      // Resources of two types may share a logical id, checks may not.
      check[name in check ? `${resource.terraformResourceType}_${name}` : name] = { assert: [assertion(addressOf(resource), path)] };
    }
    return Object.keys(check).length === 0 ? {} : { check };
  }
}
