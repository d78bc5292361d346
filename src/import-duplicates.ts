import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { addWarning } from './annotation';
import { isRendered } from './blocks/is-rendered';
import { RenderHook } from './blocks/render-hook';
import { rootOf } from './root';
import { isTemplate } from './private/input/templates';

/** Who first imports a key, by app and id of the key. */
const IMPORTS = new WeakMap<IConstruct, Map<string, TerraformResource>>();

/** Warns at synth where two constructs of the app import the same project key: to remove one destroys the key of the other. */
export function noteImport(resource: TerraformResource, keyId: string): void {
  if (isTemplate(keyId)) {
    return;
  }
  const root = rootOf(resource);
  const imports = IMPORTS.get(root) ?? new Map<string, TerraformResource>();
  IMPORTS.set(root, imports);
  const first = imports.get(keyId.toLowerCase());
  if (!first) {
    imports.set(keyId.toLowerCase(), resource);
    return;
  }
  RenderHook.once(resource, () => {
    // A key may go from one stack to another: forgotten here, imported there.
    if (isRendered(first) && isRendered(resource)) {
      addWarning(resource.node.scope!, `API key ${keyId} is imported by ${first.node.scope!.node.path}, too: removing one of the two would destroy the key of the other; import it once`);
    }
  });
}
