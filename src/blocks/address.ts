import { Lazy, TerraformResource } from 'cdktf';

/**
 * Bare address of a resource, `ory_project_api_key.ci`.
 *
 * Only to be called while the stack renders: reading a logical id fixes it, and the user may still override it before.
 */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** An attribute of a resource of the same stack, as an expression; with the key of an instance, where the resource is many. */
export function attributeOf(resource: TerraformResource, attribute: string, instance?: string): string {
  return `\${${addressOf(resource)}${instance === undefined ? '' : `["${instance}"]`}.${attribute}}`;
}

/** An address as a token that is read while the stack renders. */
export function lazyAddressOf(resource: TerraformResource): string {
  return Lazy.stringValue({ produce: () => addressOf(resource) });
}
