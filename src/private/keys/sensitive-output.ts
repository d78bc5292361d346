import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { SensitiveOutputOptions } from '../../api-key';
import { PropChecks } from '../input/checks';
import { claimOutput } from '../stack/output-names';

/**
 * Adds an output of exactly this name to the stack, marked sensitive.
 *
 * @param value read once the name and the description are known to be good
 */
export function addSensitiveOutput(construct: Construct, name: string, value: () => string, options?: SensitiveOutputOptions): TerraformOutput {
  const checks = new PropChecks(construct.node.path);
  checks.outputName('addSensitiveOutput', name);
  const given = options?.description ?? undefined;
  const description = given === undefined ? undefined : checks.string('description', given);
  const secret = value();
  claimOutput(TerraformStack.of(construct), name, construct.node.path);
  const output = new TerraformOutput(construct, `Output-${name}`, { value: secret, sensitive: true, description });
  output.overrideLogicalId(name);
  return output;
}
