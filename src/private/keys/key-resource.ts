import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import * as ory from '../../ory';
import { ApiKeyValidationError } from '../input/validation-error';
import { defaultAliasOf } from '../stack/providers';
import { withoutSearch } from '../terraform/token-free';

interface Guarded {
  /** What must hold of its lifecycle, also when an aspect assigns another. */
  guard?: TerraformResourceLifecycle;
}

type Class<T> = new (...args: any[]) => T;

/** A binding that keeps its guard whatever is done to it from outside, and takes no second way to the key. */
function guarded<T extends Class<TerraformResource>>(Binding: T): T & Class<Guarded> {
  return class extends Binding implements Guarded {
    public guard?: TerraformResourceLifecycle;

    public get terraformMetaArguments(): { [name: string]: any } {
      if (this.count !== undefined || this.forEach || 'count' in this.rawOverrides || 'for_each' in this.rawOverrides) {
        refuse(this, 'count or for_each was given to its resource, which is one key or one set', 'a ProjectApiKeySet, or one construct a key');
      }
      const all = super.terraformMetaArguments;
      all.provider = (this.provider ?? defaultAliasOf(this))?.fqn;
      if (this.lifecycle !== this.guard) {
        all.lifecycle = withGuard(all.lifecycle, this.guard);
      }
      for (const name of Object.keys(all)) {
        if (all[name] === undefined) {
          delete all[name]; // it would take an attribute of a set's out again
        }
      }
      return all;
    }

    public toTerraform(): any {
      const rendered = super.toTerraform();
      if (!this.provisioners && !this.connection && Object.keys(this.rawOverrides).length === 0) {
        const resources = rendered.resource[this.terraformResourceType];
        resources[this.friendlyUniqueId] = withoutSearch(resources[this.friendlyUniqueId]);
      }
      return rendered;
    }

    public importFrom(): void {
      refuse(this, 'importFrom was called on its resource, and a wrong id destroys a live key', 'ProjectApiKey.importExisting, or keyId and workspaceId of a WorkspaceApiKey');
    }

    public moveFromId(): void {
      refuseMove(this, 'moveFromId');
    }

    public moveTo(): void {
      refuseMove(this, 'moveTo');
    }

    public moveToId(): void {
      refuseMove(this, 'moveToId');
    }

    public addMoveTarget(): void {
      refuseMove(this, 'addMoveTarget');
    }
  };
}

/** The wrapped resource of a project key, or of a set of them. */
export class ProjectKeyResource extends guarded(ory.ProjectApiKey) {}

/** The wrapped resource of a workspace key. */
export class WorkspaceKeyResource extends guarded(ory.WorkspaceApiKey) {}

/** A lifecycle, as rendered, with all that was there when the key was made. */
function withGuard(lifecycle: any, guard: TerraformResourceLifecycle | undefined): any {
  if (!guard) {
    return lifecycle;
  }
  const union = (name: 'ignoreChanges' | 'replaceTriggeredBy') => {
    const [ours, theirs] = [guard[name], lifecycle?.[name]];
    const all = theirs === 'all' ? theirs : [...new Set([...(ours ?? []), ...(theirs ?? [])])];
    return all.length > 0 ? { [name]: all } : {};
  };
  return {
    ...guard, ...lifecycle, ...(guard.preventDestroy ? { preventDestroy: true } : {}), ...union('ignoreChanges'), ...union('replaceTriggeredBy'),
  };
}

function refuseMove(resource: TerraformResource, method: string): never {
  refuse(resource, `${method} was called on its resource, and a move that leaves something behind destroys a live key`, 'the prop movedFrom of the construct that the key goes to');
}

function refuse(resource: TerraformResource, problem: string, expected: string): never {
  throw new ApiKeyValidationError(resource.node.scope!.node.path, `${problem}; expected ${expected}`);
}
