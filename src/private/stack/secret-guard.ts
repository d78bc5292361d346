import { TerraformElement, TerraformLocal, TerraformOutput, TerraformProvider, TerraformResource, TerraformVariable } from 'cdktf';
import { IConstruct } from 'constructs';
import { isOryType, TERRAFORM_DATA } from '../input/resource-types';
import { holdsSecret } from '../input/secrets';
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
    const [kind, rendered] = partOf(construct) ?? [];
    const where = holdsSecret(construct.node.id) ? 'its id' : kind !== undefined && holds(rendered) ? `the ${kind}` : undefined;
    return where === undefined ? [] : [
      `${construct.node.path}: ${where} holds the value of an API key (not shown here), and it would be written to the synthesized files; `
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

/** What of a construct is looked at: its name in a message, and how it is rendered. */
function partOf(construct: IConstruct): readonly [string, unknown] | undefined {
  if (TerraformResource.isTerraformResource(construct)) {
    const type = construct.terraformResourceType;
    return 'written' in construct ? ['resource', (construct as unknown as { written(): unknown }).written()]
      : isOryType(type) || type === TERRAFORM_DATA ? ['resource', construct.toTerraform()] : undefined;
  }
  if (TerraformProvider.isTerraformProvider(construct)) {
    return ['provider\'s configuration', construct.toTerraform().provider];
  }
  const kind = construct instanceof TerraformVariable ? 'variable' : construct instanceof TerraformLocal ? 'local'
    : TerraformOutput.isTerraformOutput(construct) ? 'output' : BLOCKS.includes(knownStateOf(construct, 'stack-blocks')!) ? 'block' : undefined;
  return kind === undefined ? undefined : [kind, (construct as TerraformElement).toTerraform()];
}
