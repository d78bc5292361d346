import { TerraformElement, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { isForgotten, RemovedBlocks } from './blocks/removed-blocks';
import { recordFacts } from './key-facts';
import { TerraformData } from './terraform-data';
import { ApiKeyValidationError } from './private/input/validation-error';

/**
 * Takes the resources of a construct out of the configuration and tells Terraform to forget them alive. What refers to them would
 * break the plan, so nothing may have been added to the key.
 */
export function forgetResources(construct: IConstruct, resources: readonly TerraformResource[]): void {
  if (resources.some(isForgotten)) {
    return;
  }
  const own = new Set<IConstruct>(resources.flatMap((resource) => [resource, resource.node.scope!]));
  const added = construct.node.findAll().filter((child) =>
    TerraformElement.isTerraformElement(child) && !own.has(child) && !(child instanceof TerraformData));
  if (added.length > 0) {
    throw new ApiKeyValidationError(
      construct.node.path, `forget was called on a key that ${added[0].node.path} still refers to; expected no outputs and sinks: remove them in the same change`,
    );
  }
  for (const resource of resources) {
    recordFacts(resource.node.scope!);
    RemovedBlocks.forget(resource);
  }
  recordFacts(construct);
  construct.node.tryRemoveChild('Keepers');
}

/** Fails when the key was forgotten: its attributes are gone from the configuration. */
export function refuseForgotten(construct: IConstruct, resources: readonly TerraformResource[]): void {
  if (resources.some(isForgotten)) {
    throw new ApiKeyValidationError(construct.node.path, 'the key was forgotten, so Terraform knows none of its attributes; expected no use of it after forget: remove the use, or the call of forget');
  }
}
