import { TerraformResource } from 'cdktf';
import { escapeTemplate } from '../text';
import { addressOf } from './address';
import { isForgotten } from './removed-blocks';
import { blockOf, StackBlock } from './stack-block';
import { TERRAFORM_FOR, TerraformRequirement } from './terraform-requirement';

/** One check: warns on plan and apply once an expiry is near. */
export interface ExpiryCheck {
  readonly resource: TerraformResource;
  /** Path within the resource that holds the expiry, such as `expires_at`; null means that the key never expires. */
  readonly attribute: string;
  /** How long before the expiry the warning begins. */
  readonly warningDays: number;
  /** Whether the resource is many, by `for_each`. */
  readonly forEach?: boolean;
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

  protected blocks(preparing: boolean): any {
    if (preparing) {
      return undefined; // a check refers to its own stack alone
    }
    const check: { [name: string]: any } = {};
    for (const entry of this.checks.filter(({ resource }) => !isForgotten(resource))) {
      const name = `${entry.resource.friendlyUniqueId}_expiry`;
      // Resources of two types may share a logical id, checks may not.
      check[name in check ? `${entry.resource.terraformResourceType}_${name}` : name] = { assert: [entry.forEach ? assertionOverAll(entry) : assertion(entry)] };
    }
    return Object.keys(check).length === 0 ? {} : { check };
  }
}

/** True while the expiry that an expression names is farther off than the warning period, or there is none. */
function isFar(expiry: string, warningDays: number): string {
  return `${expiry} == null ? true : timecmp(timeadd(plantimestamp(), "${warningDays * 24}h"), ${expiry}) < 0`;
}

function assertion({ resource, attribute, warningDays }: ExpiryCheck): any {
  const expiry = `${addressOf(resource)}.${attribute}`;
  return {
    condition: `\${${isFar(expiry, warningDays)}}`,
    error_message: `The API key ${pathOf(resource)} expires at \${coalesce(${expiry}, "no known time")}: ${advice(warningDays)}`,
  };
}

function assertionOverAll({ resource, attribute, warningDays }: ExpiryCheck): any {
  const all = addressOf(resource);
  const far = isFar(`k.${attribute}`, warningDays);
  return {
    condition: `\${alltrue([for k in ${all} : ${far}])}`,
    error_message: `Of the API keys ${pathOf(resource)}, \${join(", ", [for e, k in ${all} : "\${e} expires at \${coalesce(k.${attribute}, "no known time")}" if !(${far})])}: ${advice(warningDays)}`,
  };
}

function pathOf(resource: TerraformResource): string {
  return escapeTemplate(resource.node.scope!.node.path);
}

function advice(warningDays: number): string {
  return `within ${warningDays} days or already. Replace it before its clients are refused.`;
}
