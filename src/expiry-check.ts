import { TerraformResource } from 'cdktf';
import { CheckBlocks } from './blocks/check-blocks';

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
export function watchExpiry({ resource, attribute, warningDays, forEach }: ExpiryCheck): void {
  if (warningDays > 0) {
    const assertion = forEach ? assertionOverAll : assertionOverOne;
    CheckBlocks.add({ resource, subject: 'expiry', assertion: (address, path) => assertion(address, path, attribute, warningDays) });
  }
}

/** True while the expiry that an expression names is farther off than the warning period, or there is none. */
function isFar(expiry: string, warningDays: number): string {
  return `${expiry} == null ? true : timecmp(timeadd(plantimestamp(), "${warningDays * 24}h"), ${expiry}) < 0`;
}

function assertionOverOne(address: string, path: string, attribute: string, warningDays: number): any {
  const expiry = `${address}.${attribute}`;
  return {
    condition: `\${${isFar(expiry, warningDays)}}`,
    error_message: `The API key ${path} expires at \${coalesce(${expiry}, "no known time")}: ${advice(warningDays)}`,
  };
}

function assertionOverAll(all: string, path: string, attribute: string, warningDays: number): any {
  const far = isFar(`k.${attribute}`, warningDays);
  return {
    condition: `\${alltrue([for k in ${all} : ${far}])}`,
    error_message: `Of the API keys ${path}, \${join(", ", [for e, k in ${all} : "\${e} expires at \${coalesce(k.${attribute}, "no known time")}" if !(${far})])}: ${advice(warningDays)}`,
  };
}

function advice(warningDays: number): string {
  return `within ${warningDays} days or already. Replace it before its clients are refused.`;
}
