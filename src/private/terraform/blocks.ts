import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { stateOf } from '../input/shared-state';
import { addressOf, usualAddressOf } from './address';
import { addBlocks, markForgotten } from './stack-blocks';

/**
 * Has Terraform import a key into a resource, through the provider of that. cdktf's own `importFrom` starts a Terraform process for
 * each at synth; this does not.
 *
 * @param id what finds the key; read while the stack renders, when every provider is known
 */
export function addImport(resource: TerraformResource, id: () => string): void {
  addBlocks(resource, 'import', () => [{ to: addressOf(resource), id: id() }]);
}

/**
 * Has Terraform take what is deployed under earlier addresses for what is now at the last one, unchanged.
 *
 * Each address moves to the next, so that an environment that skipped a deploy moves, too: a resource may have one `moved` block to
 * it alone. An address that comes twice (a key that was renamed and renamed back) counts where it was last, else the moves were a circle.
 *
 * @param addresses addresses that the resource had, oldest first, and the one that it has; read while the stack renders
 */
export function addMoved(scope: IConstruct, addresses: () => readonly string[]): void {
  addBlocks(scope, 'moved', () => {
    const all = addresses();
    const chain = all.filter((address, index) => all.lastIndexOf(address) === index && mayBeDeployed(address));
    return chain.slice(1).map((to, index) => ({ from: chain[index], to }));
  });
}

/** The same for a resource, whose addresses may be told in parts. */
export function addMovesTo(resource: TerraformResource, addresses: readonly (() => string)[]): void {
  stateOf(resource, 'earlier-addresses', () => {
    const earlier: (() => string)[] = [];
    addMoved(resource, () => [...earlier.map((address) => address()), addressOf(resource)]);
    return earlier;
  }).push(...addresses);
}

/** Has a resource that was deployed under its usual logical id stay as it is when it is given another. */
export function moveToOverride(resource: TerraformResource): void {
  addMovesTo(resource, [() => usualAddressOf(resource)]);
}

/** Has Terraform forget what is at an address, and leave the key alive. */
export function addRemoved(scope: IConstruct, address: () => string): void {
  addBlocks(scope, 'removed', () => [address()].filter(mayBeDeployed).map((from) => ({ from, lifecycle: { destroy: false } })));
}

/** Nothing can be at an address that Terraform refuses, which cdktf makes of an id such as `1st` unless it is overridden. */
function mayBeDeployed(address: string): boolean {
  return !/^\w+\.[\d-]/.test(address);
}

/** The same for a resource, which is taken out of the tree, and with it out of the configuration. */
export function forgetResource(resource: TerraformResource): void {
  addRemoved(resource, () => addressOf(resource));
  markForgotten(resource);
  resource.node.scope!.node.tryRemoveChild(resource.node.id);
}
