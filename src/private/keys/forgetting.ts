import { TerraformElement, TerraformLocal, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { ApiKeyValidationError } from '../input/validation-error';
import { knownStateOf, stateOf } from '../input/shared-state';
import { registerCheck } from '../stack/stack-validation';
import { StackView } from '../stack/stack-view';
import { addressOf } from '../terraform/address';
import { forgetResource } from '../terraform/blocks';
import { resolvedIn } from '../terraform/expressions';
import { isForgotten, markForgotten } from '../terraform/stack-blocks';
import { TerraformData } from '../terraform/terraform-data';

/**
 * Takes the resources of a construct out of the configuration and tells Terraform to forget them alive. What refers to them would
 * break the plan, so nothing may have been added to the key.
 */
export function forgetKeys(construct: IConstruct, resources: readonly TerraformResource[]): void {
  if (isForgotten(construct)) {
    return;
  }
  const own = new Set<IConstruct>(resources);
  const elements = construct.node.findAll().filter((child) => TerraformElement.isTerraformElement(child) && !own.has(child));
  const added = elements.find((child) => !(child instanceof TerraformData) && !(child instanceof TerraformLocal));
  if (added) {
    throw new ApiKeyValidationError(
      construct.node.path, `forget was called on a key that ${added.node.path} still refers to; expected no outputs and sinks: remove them in the same change`,
    );
  }
  const locals = elements.filter((element) => element instanceof TerraformLocal);
  forgottenIn(construct).push({
    construct,
    addresses: () => [...resources.map(addressOf), ...locals.map((local) => `local.${local.friendlyUniqueId}`)],
  });
  [construct, ...resources.map((resource) => resource.node.scope!)].forEach(markForgotten);
  resources.forEach(forgetResource);
  elements.forEach((element) => element.node.scope!.node.tryRemoveChild(element.node.id));
}

/** A construct whose keys are forgotten, and what Terraform then no longer knows; addresses are read once the stack is made. */
interface Forgotten {
  readonly construct: IConstruct;
  readonly addresses: () => readonly string[];
}

/** What is forgotten in the stack of a construct. The first has the stack looked over: once for all, since each element is rendered. */
function forgottenIn(construct: IConstruct): Forgotten[] {
  return stateOf(TerraformStack.of(construct), 'forgotten-keys', () => {
    const all: Forgotten[] = [];
    registerCheck(construct, (view) => describeReferences(view, all));
    return all;
  });
}

/** An address in an expression, without an attribute. */
const ADDRESS = /(?<![\w.-])\w+\.[\p{ID_Start}_][\p{ID_Continue}-]*/gu;

/** Tells of what still refers to a forgotten key: by a token that was read before, by `dependsOn`, or from another stack. */
function describeReferences({ stack, constructs }: StackView, all: readonly Forgotten[]): string[] {
  const holders = new Map(all.flatMap(({ construct, addresses }) => addresses().map((address) => [address, construct])));
  return constructs.flatMap((construct) => {
    if (!TerraformElement.isTerraformElement(construct) || knownStateOf(construct, 'stack-blocks') !== undefined) {
      return [];
    }
    const expressions = JSON.stringify(resolvedIn(stack, construct.toTerraform())) ?? '';
    const forgotten = new Set((expressions.match(ADDRESS) ?? []).flatMap((address) => holders.get(address) ?? []));
    return [...forgotten].map(({ node }) => `${construct.node.path}: it refers to ${node.path}, which was forgotten, so Terraform knows none of its attributes; `
      + 'expected no use of a key that is forgotten: remove the reference, or the call of forget');
  });
}

/** Fails when the key was forgotten: its attributes are gone from the configuration. */
export function refuseForgotten(construct: IConstruct): void {
  if (isForgotten(construct)) {
    throw new ApiKeyValidationError(construct.node.path, 'the key was forgotten, so Terraform knows none of its attributes; expected no use of it after forget: remove the use, or the call of forget');
  }
}
