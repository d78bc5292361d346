import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { applyPoliciesAbove } from './policies';
import { SecretGuard } from './secret-guard';

const WATCHED = new WeakSet<TerraformStack>();

/** Has the whole stack of a construct looked over at synth: for secrets, and by the policies above it. Once a stack, however often asked for. */
export function watchStack(scope: IConstruct): void {
  const stack = TerraformStack.of(scope);
  if (!WATCHED.has(stack)) {
    WATCHED.add(stack);
    stack.node.addValidation(new SecretGuard(stack));
    stack.node.addValidation({
      validate: () => {
        applyPoliciesAbove(stack); // its errors are annotations, which cdktf collects after the validations
        return [];
      },
    });
  }
}
