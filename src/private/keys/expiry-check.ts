import { TerraformResource, TerraformStack } from 'cdktf';
import { stateOf } from '../input/shared-state';
import { escapeTemplate } from '../input/templates';
import { addressOf } from '../terraform/address';
import { rendering } from '../terraform/rendering';
import { addBlocks, isForgotten } from '../terraform/stack-blocks';

/** A key whose expiry Terraform is to watch, or the keys of a set. */
export interface ExpiryCheck {
  readonly resource: TerraformResource;
  /** Path within the resource that holds the expiry, such as `expires_at`; null means that the key never expires. */
  readonly attribute: string;
  /** How long before the expiry the warning begins; 0 for no warning. */
  readonly warningDays: number;
  /** Whether Terraform knows the expiry when it plans, and may show it: a token may be unknown or sensitive. */
  readonly known: boolean;
  /** Whether the resource is many, by `for_each`. */
  readonly forEach?: boolean;
}

/** Name of the check, and of the local with the expiries that Terraform knows when it plans. */
const NAME = 'OryApiKeyExpiry';

/** Local with the others. */
const COMPUTED = `${NAME}Computed`;

const ADVICE = 'Replace each before its clients are refused.';

/**
 * Has Terraform warn on every plan and apply once an expiry is near. It reads the time of the plan, so the warning appears even when
 * nobody synthesizes anew.
 *
 * One check a stack, whose asserts go over maps of expiries, by warning period and path: a check a key would cost a plan more than the
 * keys. The maps are locals, since Terraform prints at each finding what stands in place. Keys whose expiry is a token have an assert
 * of their own: one value that is unknown leaves a whole assert undecided until the apply.
 */
export function addExpiryCheck(check: ExpiryCheck): void {
  if (check.warningDays === 0) {
    return;
  }
  const stack = TerraformStack.of(check.resource);
  stateOf(stack, 'expiry-checks', () => {
    const checks: ExpiryCheck[] = [];
    const left = (known: boolean) => checks.filter((entry) => !entry.forEach && entry.known === known && !isForgotten(entry.resource));
    addBlocks(stack, 'expiries', (preparing) => (preparing ? {} : { ...localOf(NAME, left(true)), ...localOf(COMPUTED, left(false)) }));
    addBlocks(stack, 'check', (preparing) => {
      const sets = checks.filter((entry) => entry.forEach && !isForgotten(entry.resource));
      const asserts = preparing ? [] : [...assertOverKnown(left(true)), ...assertOverComputed(left(false)), ...sets.map(assertOverSet)];
      return asserts.length === 0 ? {} : { [NAME]: { assert: asserts } };
    });
    return checks;
  }).push(check);
}

/** Expiries by period and path; none where there is no check. */
function localOf(name: string, checks: readonly ExpiryCheck[]): { [name: string]: unknown } {
  const periods: { [period: string]: { [path: string]: string } } = {};
  for (const check of checks) {
    (periods[hours(check)] ??= {})[pathOf(check)] = `\${${addressOf(check.resource)}.${check.attribute}}`;
  }
  return checks.length === 0 ? {} : { [name]: rendering(() => periods) };
}

function assertOverKnown(checks: readonly ExpiryCheck[]): object[] {
  const near = `flatten([for period, expiries in local.${NAME} : [for path, expiry in expiries : ${told('path', 'expiry')} if !(${isFar('expiry', 'period')})]])`;
  return checks.length === 0 ? [] : [{
    condition: conditionOver(NAME), error_message: `API keys near their expiry, or past it: \${join(", ", ${near})}. ${ADVICE}`,
  }];
}

/** The message names no date: Terraform shows no message at all that a sensitive value has part in. */
function assertOverComputed(checks: readonly ExpiryCheck[]): object[] {
  return checks.length === 0 ? [] : [{
    condition: conditionOver(COMPUTED),
    error_message: `At least one of these API keys is near its expiry, or past it: ${checks.map(pathOf).join(', ')}. ${ADVICE}`,
  }];
}

function assertOverSet(check: ExpiryCheck): object {
  const [keys, expiry] = [addressOf(check.resource), `key.${check.attribute}`];
  const far = isFar(expiry, `"${hours(check)}"`);
  const near = check.known ? `\${join(", ", [for environment, key in ${keys} : ${told('environment', expiry)} if !(${far})])}` : 'at least one';
  return {
    condition: `\${alltrue([for key in ${keys} : ${far}])}`, error_message: `API keys of ${pathOf(check)} near their expiry, or past it: ${near}. ${ADVICE}`,
  };
}

function conditionOver(local: string): string {
  return `\${alltrue(flatten([for period, expiries in local.${local} : [for expiry in expiries : ${isFar('expiry', 'period')}]]))}`;
}

/** True while an expiry is farther off than the warning period, or there is none. */
function isFar(expiry: string, period: string): string {
  return `${expiry} == null ? true : timecmp(timeadd(plantimestamp(), ${period}), ${expiry}) < 0`;
}

/** What a message says of a key. */
function told(name: string, expiry: string): string {
  return `"\${${name}} expires at \${coalesce(${expiry}, "no known time")}"`;
}

function hours({ warningDays }: ExpiryCheck): string {
  return `${warningDays * 24}h`;
}

function pathOf({ resource }: ExpiryCheck): string {
  return escapeTemplate(resource.node.scope!.node.path);
}
