import { TerraformStack, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { describeBadLogicalIds } from './logical-ids';
import { applyPoliciesAbove } from './policies-above';
import { SecretGuard } from './secret-guard';
import { tokenProblem } from './token-problem';
import { ApiKeyValidationError } from './private/input/validation-error';

const WATCHED = new WeakSet<TerraformStack>();

/**
 * Has the whole stack of a construct looked over at synth: for secrets, for addresses that Terraform refuses, and by the policies above
 * it. Once a stack, however often asked for.
 */
export function watchStack(scope: IConstruct): void {
  // cdktf refuses a token as id of its elements; in a path it would resolve it, wherever the path is written.
  if (Token.isUnresolved(scope.node.id) || tokenProblem(scope.node.id)) {
    throw new ApiKeyValidationError(scope.node.path, 'its id holds a token of CDKTF, or what looks like one; expected an id that is known at synth');
  }
  const stack = TerraformStack.of(scope);
  if (!WATCHED.has(stack)) {
    WATCHED.add(stack);
    stack.node.addValidation({
      validate: () => {
        const constructs = stack.node.findAll();
        applyPoliciesAbove(stack, constructs); // its errors are annotations, which cdktf collects after the validations
        return [...new SecretGuard(stack).describeSecrets(constructs), ...describeBadLogicalIds(constructs)];
      },
    });
  }
}
