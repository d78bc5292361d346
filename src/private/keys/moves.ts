import { TerraformResource, TerraformStack } from 'cdktf';
import { Place } from '../input/place';
import { addressAt, addressOf } from '../terraform/address';
import { addMoved } from '../terraform/blocks';

/**
 * Has Terraform take what is deployed at earlier places for a resource of a construct.
 *
 * @param places places that the construct had, oldest first
 * @param within path of the resource within the construct
 */
export function addMoves(resource: TerraformResource, places: readonly Place[], within: readonly string[] = ['Resource']): void {
  if (places.length > 0) {
    const stack = TerraformStack.of(resource);
    addMoved(resource, () => [...places.map((place) => addressAtPlace(stack, place, resource.terraformResourceType, within)), addressOf(resource)]);
  }
}

/** The address that a resource had at a place. */
export function addressAtPlace(stack: TerraformStack, place: Place, type: string, within: readonly string[] = ['Resource']): string {
  return 'address' in place ? place.address : addressAt(stack, [...place.path, ...within], type);
}
