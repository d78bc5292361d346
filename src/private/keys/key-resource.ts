import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import * as ory from '../../ory';
import { ApiKeyValidationError } from '../input/validation-error';
import { defaultAliasOf } from '../stack/providers';
import { refuseForgotten } from './forgetting';
import { lazyIdOf } from '../terraform/address';
import { moveToOverride } from '../terraform/blocks';
import { sensitive } from '../terraform/expressions';
import { mayHoldTokens, rendering } from '../terraform/rendering';
import { TerraformData } from '../terraform/terraform-data';

/** What a key's lifecycle may ask for. */
interface Protection {
  readonly createBeforeDestroy?: boolean;
  readonly preventDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
}

/** The lifecycle of a key, undefined for none. Frozen, so that nobody lifts it in place. */
export function lifecycleOf(
  { createBeforeDestroy, preventDestroy, ignoreChanges = [] }: Protection, trigger?: TerraformResource,
): TerraformResourceLifecycle | undefined {
  const lifecycle = {
    ...(createBeforeDestroy ? { createBeforeDestroy } : {}),
    ...(preventDestroy ? { preventDestroy } : {}),
    ...(ignoreChanges.length > 0 ? { ignoreChanges: Object.freeze([...ignoreChanges]) as string[] } : {}),
    // Its id changes with the strings alone; the resource as a whole counts as changed, too, when one only becomes sensitive.
    ...(trigger ? { replaceTriggeredBy: Object.freeze([lazyIdOf(trigger)]) as string[] } : {}),
  };
  return Object.keys(lifecycle).length > 0 ? Object.freeze(lifecycle) : undefined;
}

type Class<T> = new (...args: any[]) => T;

/** A resource of a key that keeps its lifecycle, overrides aside, and takes no second way to the key. */
function guarded<T extends Class<TerraformResource>>(Binding: T): T & Class<{ written(): unknown }> {
  return class extends Binding {
    /** Its lifecycle as it was made, which must hold also when an aspect assigns another. */
    private readonly guard = this.lifecycle;

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
      if (this.guard && 'lifecycle' in this.rawOverrides && !this.rawOverrides.lifecycle) {
        refuse(this, 'an override takes away the lifecycle of its resource, which keeps the key alive', 'an override of one argument of the lifecycle, or none');
      }
      const refersToNothing = () => !mayHoldTokens(JSON.stringify(this.written()));
      return rendering((preparing) => (preparing && refersToNothing() ? undefined : { resource: super.toTerraform().resource }));
    }

    /** All that may hold a secret that was written out: to render it takes long, where there are many keys. */
    public written(): unknown {
      const lifecycle = this.lifecycle === this.guard ? this.guard : this.terraformMetaArguments.lifecycle; // it may refer to a construct
      return [this.friendlyUniqueId, this.synthesizeAttributes(), lifecycle, this.dependsOn, this.provisioners, this.connection, this.rawOverrides];
    }

    public interpolationForAttribute(attribute: string): any {
      refuseForgotten(this.node.scope!);
      return super.interpolationForAttribute(attribute);
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

/** The record of a workspace key that has no resource. */
export class WorkspaceKeyRecord extends guarded(TerraformData) {}

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
