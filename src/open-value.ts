import { TerraformStack, TerraformVariable } from 'cdktf';
import { IConstruct } from 'constructs';
import { addWarning } from './annotation';
import { RenderHook } from './blocks/render-hook';
import { resolvedIn } from './resolving';

/** The variables of each stack by the expression that refers to them, looked for once: many keys may have a value. */
const VARIABLES = new WeakMap<TerraformStack, ReadonlyMap<unknown, TerraformVariable>>();

/** Warns at synth where a value that the caller gave is a variable that is not sensitive: every plan would show the secret. */
export function warnOfOpenValue(construct: IConstruct, value: string | undefined): void {
  if (value === undefined) {
    return;
  }
  RenderHook.once(construct, () => {
    const stack = TerraformStack.of(construct);
    const variable = variablesOf(stack).get(resolvedIn(stack, value));
    if (variable && !variable.sensitive) {
      addWarning(construct, `value comes from the variable ${variable.node.path}, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable`);
    }
  });
}

function variablesOf(stack: TerraformStack): ReadonlyMap<unknown, TerraformVariable> {
  const known = VARIABLES.get(stack);
  if (known) {
    return known;
  }
  const variables = stack.node.findAll().filter((construct) => construct instanceof TerraformVariable);
  const byExpression = new Map(variables.map((variable) => [`\${var.${variable.friendlyUniqueId}}`, variable]));
  VARIABLES.set(stack, byExpression);
  return byExpression;
}
