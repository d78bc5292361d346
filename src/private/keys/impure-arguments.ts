import { IConstruct } from 'constructs';
import { quote } from '../input/secrets';
import { isTemplate } from '../input/templates';
import { StringMap } from '../terraform/terraform-data';
import { addWarning } from '../stack/annotation';
import { registerCheck } from '../stack/stack-validation';
import { isForgotten } from '../terraform/stack-blocks';

/** Terraform's functions that give something else each time. */
const IMPURE = /\b(?:timestamp|plantimestamp|uuid)\s*\(\s*\)|\bbcrypt\s*\(/;

/**
 * Warns where an argument that replaces the key is another in each apply. A token tells only when the whole stack is made; through
 * locals, too.
 *
 * @param argument what it is, with its article
 * @param expected what to give instead
 */
export function warnOfImpure(construct: IConstruct, name: string, argument: string, given: StringMap, expected: string): void {
  const templates = (typeof given === 'string' ? [given] : Object.values(given)).filter(isTemplate);
  if (templates.length === 0) {
    return;
  }
  registerCheck(construct, (view) => {
    if (!isForgotten(construct) && templates.some((template) => IMPURE.test(view.expressionOf(template)))) {
      addWarning(construct, `API key ${quote(name)} has ${argument} that moves with each run of Terraform, by timestamp(), plantimestamp(), uuid() or bcrypt(): each apply would replace the key; expected ${expected}`);
    }
  });
}
