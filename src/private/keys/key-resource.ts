import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import * as ory from '../../ory';
import { ApiKeyValidationError } from '../input/validation-error';
import { defaultAliasOf } from '../stack/providers';
import { sensitive } from '../terraform/expressions';
import { moveToOverride } from '../terraform/moved-blocks';
import { mayHoldTokens, rendering } from '../terraform/rendering';

interface Guarded {
  /** Its lifecycle as it was made, which must hold also when an aspect assigns another. Frozen, so that none is changed in place. */
  readonly guard?: TerraformResourceLifecycle;

  written(): unknown;
}

type Class<T> = new (...args: any[]) => T;

/** A binding that keeps its guard whatever is done to it from outside, and takes no second way to the key. */
function guarded<T extends Class<TerraformResource>>(Binding: T): T & Class<Guarded> {
  return class extends Binding implements Guarded {
    public readonly guard = Object.freeze(this.lifecycle);

    public get terraformMetaArguments(): { [name: string]: any } {
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
      if (this.count !== undefined || this.forEach || 'count' in this.rawOverrides || 'for_each' in this.rawOverrides) {
        refuse(this, 'count or for_each was given to its resource, which is one key or one set', 'a ProjectApiKeySet, or one construct a key');
      }
      const attributes = () => {
        const rendered = super.toTerraform().resource[this.terraformResourceType][this.friendlyUniqueId];
        if (this.guard && !rendered.lifecycle) {
          refuse(this, 'an override takes away the lifecycle of its resource, which keeps the key alive', 'an override of one argument of the lifecycle, or none');
        }
        return rendered;
      };
      const refersToNothing = () => !mayHoldTokens(JSON.stringify(this.written()));
      const isPlain = !this.provisioners && !this.connection && Object.keys(this.rawOverrides).length === 0;
      return { resource: { [this.terraformResourceType]: {
        [this.friendlyUniqueId]: isPlain ? rendering((preparing) => (preparing && refersToNothing() ? undefined : attributes())) : attributes(),
      } } };
    }

    /** All that may hold a secret that was written out: to render it takes long, where there are many keys. */
    public written(): unknown {
      return [
        this.friendlyUniqueId, this.synthesizeAttributes(), this.lifecycle, this.dependsOn, this.provisioners, this.connection, this.rawOverrides,
      ];
    }

    public overrideLogicalId(newLogicalId: string): void {
      super.overrideLogicalId(newLogicalId);
      moveToOverride(this);
    }

    /** Sensitive by whichever way it is read: what another stack reads has no mark of its own. */
    public getStringAttribute(attribute: string): string {
      const text = super.getStringAttribute(attribute);
      return attribute === 'value' ? sensitive(text) : text;
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
