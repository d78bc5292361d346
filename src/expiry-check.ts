import { TerraformResource } from 'cdktf';
import { addressOf } from './blocks/address';
import { CheckBlocks } from './blocks/check-blocks';
import { escapeTemplate } from './text';

/** What is watched. */
export interface ExpiryCheck {
  readonly resource: TerraformResource;
  /** Path within the resource that holds the expiry, such as `expires_at`; null means that the key never expires. */
  readonly attribute: string;
  /** How long before the expiry the warning begins; 0 for no warning. */
  readonly warningDays: number;
  /** Whether the resource is many, by `for_each`. */
  readonly forEach?: boolean;
}

/**
 * Has Terraform warn on every plan and apply once an expiry is near. It reads the time of the plan, so the warning appears even when
 * nobody synthesizes anew.
 */
export function watchExpiry(check: ExpiryCheck): void {
  if (check.warningDays > 0) {
    CheckBlocks.add({ resource: check.resource, subject: 'expiry', assertion: () => (check.forEach ? assertionOverAll(check) : assertion(check)) });
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
