import { TerraformStack, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { maskValues } from '../input/secrets';
import { stateOf } from '../input/shared-state';
import { tokenProblem } from '../input/tokens';
import { ApiKeyValidationError } from '../input/validation-error';
import { describeLogicalIds } from './logical-ids';
import { describeLostMarks } from './lost-marks';
import { describeOutputs } from './output-names';
import { applyPolicies } from './policies';
import { describeProviders, warnOfMissingProject } from './providers';
import { describeSecrets } from './secret-guard';
import { StackView } from './stack-view';

/** What only the whole stack can tell: gives errors, a line each; warnings it adds to the construct that they are about. */
type StackCheck = (view: StackView) => readonly string[] | void;

/** What holds for every stack. The errors of policies are annotations, which cdktf collects after the validations. */
const CHECKS: readonly StackCheck[] = [
  applyPolicies, describeSecrets, describeLogicalIds, describeOutputs, describeProviders, describeLostMarks, warnOfMissingProject,
];

/** Has the stack of a construct validated at synth. Once a stack, however often asked for. */
export function registerStack(scope: IConstruct): void {
  checksOf(scope);
}

/** The same, and a check besides. */
export function registerCheck(scope: IConstruct, check: StackCheck): void {
  checksOf(scope).push(check);
}

/** cdktf refuses a token as id of its elements; in a path it would resolve it, wherever the path is written. */
export function refuseTokenId(construct: IConstruct): void {
  if (Token.isUnresolved(construct.node.id) || tokenProblem(construct.node.id)) {
    throw new ApiKeyValidationError(construct.node.path, 'its id holds a token of CDKTF, or what looks like one; expected an id that is known at synth');
  }
}

function checksOf(scope: IConstruct): StackCheck[] {
  const stack = TerraformStack.of(scope);
  return stateOf(stack, 'checks', () => {
    const checks = [...CHECKS];
    stack.node.addValidation({
      validate: () => {
        const view = new StackView(stack);
        return checks.flatMap((check) => check(view) ?? []).map(maskValues); // paths may hold the value of a key
      },
    });
    return checks;
  });
}
