import { TerraformResource } from 'cdktf';
import { isForgotten } from './removed-blocks';

/** Whether the configuration has the resource, so that blocks may refer to it: it was neither forgotten nor moved elsewhere. */
export function isRendered(resource: TerraformResource): boolean {
  return !isForgotten(resource) && !resource['_hasMoved'];
}
