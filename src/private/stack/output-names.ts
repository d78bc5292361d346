import { TerraformOutput, TerraformStack } from 'cdktf';
import { quote } from '../input/secrets';
import { stateOf } from '../input/shared-state';
import { ApiKeyValidationError } from '../input/validation-error';
import { StackView } from './stack-view';

/**
 * Takes the name of an output for a construct.
 *
 * @throws ApiKeyValidationError when another construct of this library has it
 */
export function claimOutput(stack: TerraformStack, name: string, path: string): void {
  const claims = claimsOf(stack);
  const holder = claims.get(name);
  if (holder !== undefined) {
    throw new ApiKeyValidationError(
      path, `the stack already has an output ${quote(name)}, added by ${holder}; expected a name that is free: choose another for one of the two`,
    );
  }
  claims.set(name, path);
}

/** Tells of an output that the user made under a name of ours: Terraform JSON would keep one of the two, silently. */
export function describeOutputs({ stack, constructs }: StackView): string[] {
  const claims = claimsOf(stack);
  const seen = new Map<string, TerraformOutput>();
  return constructs.filter(TerraformOutput.isTerraformOutput).flatMap((construct) => {
    const output = construct as TerraformOutput;
    const name = output.friendlyUniqueId;
    const other = seen.get(name);
    seen.set(name, output);
    return !other || !claims.has(name) ? [] : [
      `output ${quote(name)} is made twice, by ${other.node.path} and by ${output.node.path}; expected names that differ: choose another for one of the two`,
    ];
  });
}

/** The outputs that this library added: path of the construct that asked for each, by name. */
function claimsOf(stack: TerraformStack): Map<string, string> {
  return stateOf(stack, 'outputs', () => new Map<string, string>());
}
