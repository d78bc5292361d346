import { TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Place } from '../input/place';
import { quote } from '../input/secrets';
import { addWarning } from '../stack/annotation';
import { registerCheck } from '../stack/stack-validation';
import { addressAt } from '../terraform/address';
import { addMovesTo } from '../terraform/blocks';

/**
 * Has Terraform take what is deployed at earlier places for a resource of a construct.
 *
 * @param places places that the construct had, oldest first
 * @param within path of the resource within the construct
 */
export function addMoves(resource: TerraformResource, places: readonly Place[], within: readonly string[] = ['Resource']): void {
  if (places.length > 0) {
    const stack = TerraformStack.of(resource);
    addMovesTo(resource, places.map((place) => () => addressAtPlace(stack, place, resource.terraformResourceType, within)));
  }
}

/** The address that a resource had at a place. */
export function addressAtPlace(stack: TerraformStack, place: Place, type: string, within: readonly string[] = ['Resource']): string {
  return 'address' in place ? place.address : addressAt(stack, [...place.path, ...within], type);
}

/**
 * Warns of a path that begins with the stack, as paths do in messages, in the inventory and in the synthesized files: nothing is
 * deployed there, and the plan destroys the key.
 */
export function warnOfStackPaths(construct: IConstruct, places: readonly Place[]): void {
  const stack = TerraformStack.of(construct);
  const own = stack.node.path.split('/'); // of several ids where the stack stands in another
  const wrong = places.flatMap((place) => ('path' in place && place.path.length > own.length && own.every((id, at) => id === place.path[at]) ? [place.path] : []));
  if (wrong.length > 0) {
    registerCheck(construct, () => {
      // A construct in the stack may well have the id of the stack.
      if (!stack.node.tryFindChild(own[0])) {
        wrong.forEach((path) => addWarning(construct, `the place ${quote(path.join('/'))} begins with the stack, and nothing moves unless a construct of the same id stood in the stack: `
          + `the plan then destroys the key; expected the path within the stack: ${quote(path.slice(own.length).join('/'))}`));
      }
    });
  }
}
