import { TerraformOutput, TerraformStack } from 'cdktf';
import { IValidation } from 'constructs';
import { quote } from './private/input/secrets';
import { ApiKeyValidationError } from './private/input/validation-error';

/** The outputs that this library added, by stack: name and path of the construct that asked for each. */
const CLAIMS = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Takes the name of an output for a construct.
 *
 * @throws ApiKeyValidationError when another construct of this library has it
 */
export function claimOutput(stack: TerraformStack, name: string, path: string): void {
  let claims = CLAIMS.get(stack);
  if (!claims) {
    claims = new Map();
    CLAIMS.set(stack, claims);
    stack.node.addValidation(new ForeignOutputs(stack, claims));
  }
  const holder = claims.get(name);
  if (holder !== undefined) {
    throw new ApiKeyValidationError(
      path, `the stack already has an output ${quote(name)}, added by ${holder}; expected a name that is free: choose another for one of the two`,
    );
  }
  claims.set(name, path);
}

/** Tells at synth of an output that the user made under a name of ours: Terraform JSON would keep one of the two, silently. */
class ForeignOutputs implements IValidation {
  public constructor(private readonly stack: TerraformStack, private readonly claims: Map<string, string>) {}

  public validate(): string[] {
    const seen = new Map<string, TerraformOutput>();
    const errors: string[] = [];
    for (const construct of this.stack.node.findAll()) {
      if (!TerraformOutput.isTerraformOutput(construct)) {
        continue;
      }
      const output = construct as TerraformOutput;
      const other = seen.get(output.friendlyUniqueId);
      const claimed = this.claims.get(output.friendlyUniqueId);
      if (other && claimed !== undefined) {
        errors.push(
          `output ${quote(output.friendlyUniqueId)} is made twice, by ${other.node.path} and by ${output.node.path}; `
          + 'expected names that differ: choose another for one of the two',
        );
      }
      seen.set(output.friendlyUniqueId, output);
    }
    return errors;
  }
}
