import { TerraformLocal, TerraformOutput, TerraformProvider, TerraformResource, TerraformVariable } from 'cdktf';
import { IConstruct } from 'constructs';
import { isOryType, TERRAFORM_DATA } from '../input/resource-types';
import { holdsSecret, maskValues } from '../input/secrets';
import { knownStateOf } from '../input/shared-state';
import { resolvedIn } from '../terraform/expressions';
import { mayHoldTokens } from '../terraform/rendering';
import { StackView } from './stack-view';

/**
 * Tells of each value of a key that is written out in an element which may hold one: it would stand in the synthesized files. What
 * stands in overrides of the stack itself cannot be seen.
 */
export function describeSecrets({ stack, constructs }: StackView): string[] {
  return constructs.flatMap((construct) => {
    const where = holdsSecret(construct.node.id) ? 'its id' : holds(elementOf(construct)) ? `the ${kindOf(construct)}` : undefined;
    return where === undefined ? [] : [
      `${maskValues(construct.node.path)}: ${where} holds the value of an API key (not shown here), and it would be written to the synthesized files; `
      + 'expected a reference: pass it as a sensitive TerraformVariable, or leave it to the provider\'s environment variables',
    ];
  });

  /** Tokens are resolved, since they may hide literals. */
  function holds(rendered: unknown): boolean {
    const text = JSON.stringify(rendered) ?? '';
    return holdsSecret(mayHoldTokens(text) ? JSON.stringify(resolvedIn(stack, rendered)) ?? '' : text);
  }
}

/** Blocks of this library that hold what a user gave; the others hold paths and addresses alone. */
const BLOCKS = ['import', 'locals', 'moved'];

/** What of a construct is looked at, as it is rendered; undefined for none. */
function elementOf(construct: IConstruct): unknown {
  if (TerraformProvider.isTerraformProvider(construct)) {
    return construct.toTerraform().provider;
  }
  if (construct instanceof TerraformVariable || construct instanceof TerraformLocal || TerraformOutput.isTerraformOutput(construct)
    || BLOCKS.includes(knownStateOf(construct, 'stack-blocks')!)) {
    return (construct as TerraformVariable).toTerraform();
  }
  if (!TerraformResource.isTerraformResource(construct)) {
    return undefined;
  }
  const type = construct.terraformResourceType;
  return 'written' in construct ? (construct as unknown as { written(): unknown }).written()
    : isOryType(type) || type === TERRAFORM_DATA ? construct.toTerraform() : undefined;
}

/** What it is called in a message. */
function kindOf(construct: IConstruct): string {
  return TerraformProvider.isTerraformProvider(construct) ? 'provider\'s configuration'
    : construct instanceof TerraformVariable ? 'variable'
      : construct instanceof TerraformLocal ? 'local'
        : TerraformOutput.isTerraformOutput(construct) ? 'output'
          : TerraformResource.isTerraformResource(construct) ? 'resource' : 'block';
}
