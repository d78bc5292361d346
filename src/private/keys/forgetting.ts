import { TerraformElement, TerraformLocal, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { ApiKeyValidationError } from '../input/validation-error';
import { forgetResource } from '../terraform/blocks';
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
  [construct, ...resources.map((resource) => resource.node.scope!)].forEach(markForgotten);
  resources.forEach(forgetResource);
  elements.forEach((element) => element.node.scope!.node.tryRemoveChild(element.node.id));
}

/** Fails when the key was forgotten: its attributes are gone from the configuration. */
export function refuseForgotten(construct: IConstruct): void {
  if (isForgotten(construct)) {
    throw new ApiKeyValidationError(construct.node.path, 'the key was forgotten, so Terraform knows none of its attributes; expected no use of it after forget: remove the use, or the call of forget');
  }
}
