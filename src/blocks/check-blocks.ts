import { TerraformResource } from 'cdktf';
import { escapeTemplate } from '../text';
import { addressOf } from './address';
import { blockOf, StackBlock } from './stack-block';
import { TERRAFORM_FOR, TerraformRequirement } from './terraform-requirement';

/** One check: warns on plan and apply once an expiry is near. */
export interface ExpiryCheck {
  readonly resource: TerraformResource;
  /** Path within the resource that holds the expiry, such as `expires_at`; null means that the key never expires. */
  readonly attribute: string;
  /** How long before the expiry the warning begins. */
  readonly warningDays: number;
}

/**
 * The `check` blocks of a stack.
 *
 * The condition refers to the resource, since Terraform refuses one over literals alone, and reads the time of the plan, so the
 * warning appears even when nobody synthesizes anew.
 */
export class CheckBlocks extends StackBlock {
  public static add(check: ExpiryCheck): void {
    if (check.warningDays > 0) {
      blockOf(check.resource, 'OryApiKeyExpiryChecks', (stack, id) => new CheckBlocks(stack, id)).checks.push(check);
      TerraformRequirement.atLeast(check.resource, TERRAFORM_FOR.checkBlock);
    }
  }

  protected readonly kind = 'check blocks';
  private readonly checks: ExpiryCheck[] = [];

  public toTerraform(): any {
    const check: { [name: string]: any } = {};
    for (const { resource, attribute, warningDays } of this.checks) {
      const expiry = `${addressOf(resource)}.${attribute}`;
      check[`${resource.friendlyUniqueId}_expiry`] = {
        assert: [{
          condition: `\${${expiry} == null ? true : timecmp(timeadd(plantimestamp(), "${warningDays * 24}h"), ${expiry}) < 0}`,
          error_message: `The API key ${escapeTemplate(resource.node.scope!.node.path)} expires at \${coalesce(${expiry}, "no known time")}: `
            + `within ${warningDays} days or already. Replace it before its clients are refused.`,
        }],
      };
    }
    return { check };
  }
}
