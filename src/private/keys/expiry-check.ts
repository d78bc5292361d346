import { TerraformResource, TerraformStack } from 'cdktf';
import { stateOf } from '../input/shared-state';
import { escapeTemplate } from '../input/templates';
import { addressOf } from '../terraform/address';
import { isForgotten } from '../terraform/removed-blocks';
import { addBlocks } from '../terraform/stack-blocks';
import { requireTerraform, TERRAFORM_FOR } from '../terraform/terraform-requirement';

/** A key whose expiry Terraform is to watch, or the keys of a set. */
export interface ExpiryCheck {
  readonly resource: TerraformResource;
  /** Path within the resource that holds the expiry, such as `expires_at`; null means that the key never expires. */
  readonly attribute: string;
  /** How long before the expiry the warning begins; 0 for no warning. */
  readonly warningDays: number;
  /**
   * Whether Terraform knows the expiry when it plans, and may show it: a token may be unknown or sensitive.
   */
  readonly known: boolean;
  /** Whether the resource is many, by `for_each`. */
  readonly forEach?: boolean;
}

/** Name of the check, and of the locals that it reads. */
const NAME = 'OryApiKeyExpiry';

/**
 * Has Terraform warn on every plan and apply once an expiry is near. It reads the time of the plan, so the warning appears even when
 * nobody synthesizes anew.
 *
 * One check a stack, whose asserts go over maps of keys: a check a key would cost a plan more than the keys. The maps are locals,
 * since Terraform prints at each finding what stands in place. Keys whose expiry is a token have an assert of their own: one value
 * that is unknown leaves a whole assert undecided until the apply.
 */
export function addExpiryCheck(check: ExpiryCheck): void {
  if (check.warningDays === 0) {
    return;
  }
  const { resource } = check;
  stateOf(TerraformStack.of(resource), 'expiry-checks', () => {
    const checks: ExpiryCheck[] = [];
    const due = (known: boolean) => checks.filter((entry) => !entry.forEach && entry.known === known && !isForgotten(entry.resource));
    addBlocks(resource, 'expiries', (preparing) => (preparing ? {} : { ...localOf(NAME, due(true)), ...localOf(`${NAME}Computed`, due(false)) }));
    addBlocks(resource, 'check', (preparing) => {
      const sets = checks.filter((entry) => entry.forEach && !isForgotten(entry.resource));
      const asserts = [...assertOverKnown(due(true)), ...assertOverComputed(due(false)), ...sets.map(assertOverSet)];
      return preparing || asserts.length === 0 ? {} : { [NAME]: { assert: asserts } };
    });
    requireTerraform(resource, () => (checks.every((entry) => isForgotten(entry.resource)) ? undefined : TERRAFORM_FOR.checkBlock));
    return checks;
  }).push(check);
}

function localOf(name: string, checks: readonly ExpiryCheck[]): { [name: string]: unknown } {
  const entries = checks.map((check) => [pathOf(check), { expires_at: `\${${addressOf(check.resource)}.${check.attribute}}`, within: hours(check) }]);
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) };
}

function assertOverKnown(checks: readonly ExpiryCheck[]): object[] {
  const far = isFar('key.expires_at', 'key.within');
  return checks.length === 0 ? [] : [{
    condition: `\${alltrue([for key in local.${NAME} : ${far}])}`,
    error_message: `API keys near their expiry, or past it: \${join(", ", [for path, key in local.${NAME} : "\${path} expires at \${coalesce(key.expires_at, "no known time")}" if !(${far})])}. ${ADVICE}`,
  }];
}

/** The message names no date: Terraform shows no message at all that a sensitive value has part in. */
function assertOverComputed(checks: readonly ExpiryCheck[]): object[] {
  return checks.length === 0 ? [] : [{
    condition: `\${alltrue([for key in local.${NAME}Computed : ${isFar('key.expires_at', 'key.within')}])}`,
    error_message: `At least one of these API keys is near its expiry, or past it: ${checks.map(pathOf).join(', ')}. ${ADVICE}`,
  }];
}

function assertOverSet(check: ExpiryCheck): object {
  const keys = addressOf(check.resource);
  const far = isFar(`key.${check.attribute}`, `"${hours(check)}"`);
  const found = check.known
    ? `\${join(", ", [for environment, key in ${keys} : "\${environment} expires at \${coalesce(key.${check.attribute}, "no known time")}" if !(${far})])}` : 'at least one';
  return {
    condition: `\${alltrue([for key in ${keys} : ${far}])}`,
    error_message: `API keys of ${pathOf(check)} near their expiry, or past it: ${found}. ${ADVICE}`,
  };
}

/** True while an expiry is farther off than the warning period, or there is none. */
function isFar(expiry: string, within: string): string {
  return `${expiry} == null ? true : timecmp(timeadd(plantimestamp(), ${within}), ${expiry}) < 0`;
}

function hours({ warningDays }: ExpiryCheck): string {
  return `${warningDays * 24}h`;
}

function pathOf({ resource }: ExpiryCheck): string {
  return stateOf(resource, 'message-path', () => escapeTemplate(resource.node.scope!.node.path));
}

const ADVICE = 'Replace each before its clients are refused.';
