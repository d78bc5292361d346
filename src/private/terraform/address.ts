import { Lazy, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

/**
 * Bare address of a resource, `ory_project_api_key.ci`.
 *
 * Only to be called while the stack renders: reading a logical id fixes it, and the user may still override it before.
 */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The address that it has unless its logical id is overridden. */
export function usualAddressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${TerraformStack.of(resource).getLogicalId(resource)}`;
}

/** Address of one instance of a resource that is many; the characters of an environment need no escape in HCL. */
export function instanceOf(resource: TerraformResource, environment: string): string {
  return `${addressOf(resource)}["${environment}"]`;
}

/** The id of a resource, as a bare reference that is read while the stack renders. */
export function lazyIdOf(resource: TerraformResource): string {
  return Lazy.stringValue({ produce: () => `${addressOf(resource)}.id` });
}

/** The address that a resource at a path within a stack has, had or would have, its logical id not overridden. */
export function addressAt(stack: TerraformStack, path: readonly string[], type: string): string {
  let scope: IConstruct = stack;
  let firstMade: Construct | undefined;
  for (const id of path) {
    const found = scope.node.tryFindChild(id);
    if (!found) {
      scope = new Construct(scope as Construct, id); // to be asked for its logical id, and then taken out again
      firstMade ??= scope as Construct;
    } else {
      scope = found;
    }
  }
  const logicalId = stack.getLogicalId(scope.node);
  firstMade?.node.scope!.node.tryRemoveChild(firstMade.node.id);
  return `${type}.${logicalId}`;
}
