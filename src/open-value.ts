import { DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { addWarning } from './annotation';
import { RenderHook } from './blocks/render-hook';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Warns at synth where a value that the caller gave is a variable that is not sensitive: every plan would show the secret. */
export function warnOfOpenValue(construct: IConstruct, value: string | undefined): void {
  if (value === undefined) {
    return;
  }
  RenderHook.once(construct, () => {
    const stack = TerraformStack.of(construct);
    const text: unknown = Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing: false });
    const variable = stack.node.findAll().find((other) => other instanceof TerraformVariable && text === `\${var.${other.friendlyUniqueId}}`);
    if (variable && !(variable as TerraformVariable).sensitive) {
      addWarning(construct, `value comes from the variable ${variable.node.path}, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable`);
    }
  });
}
