import { Lazy, TerraformResource } from 'cdktf';

/**
 * Bare address of a resource, `ory_project_api_key.ci`.
 *
 * Only to be called while the stack renders: reading a logical id fixes it, and the user may still override it before.
 */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The same as a token that is read while the stack renders. */
export function lazyAddressOf(resource: TerraformResource): string {
  return Lazy.stringValue({ produce: () => addressOf(resource) });
}
