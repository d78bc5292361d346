import { Construct } from 'constructs';
import * as ory from '../../ory';
import { rendering } from '../terraform/rendering';
import { addBlocks } from '../terraform/stack-blocks';
import { ProjectKeyResource } from './key-resource';
import { SetEntries } from './set-entries';

/**
 * Most keys whose map stands in the resource; names and expiries of more are locals. Terraform works out the argument anew for each
 * instance: with the map in place five hundred took twenty seconds to plan, with locals less than two.
 */
const MOST_IN_PLACE = 50;

/** The one resource of a set. */
export class ProjectKeySetResource extends ProjectKeyResource {
  private readonly large: boolean;

  public constructor(scope: Construct, id: string, config: Omit<ory.ProjectApiKeyConfig, 'name'>, private readonly entries: SetEntries) {
    super(scope, id, {
      ...config,
      name: '${each.value.name}',
      expiresAt: entries.anyExpires ? '${try(each.value.expires_at, null)}' : undefined,
    });
    this.large = entries.environments.length > MOST_IN_PLACE;
    if (this.large) {
      addBlocks(this, 'locals', () => ({
        [this.local('names')]: rendering(() => entries.names),
        ...(entries.anyExpires ? { [this.local('expiries')]: rendering(() => entries.expiries) } : {}),
      }));
    }
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    const attributes = super.synthesizeAttributes();
    return !this.large ? { ...attributes, for_each: this.entries.instances() } : {
      ...attributes,
      for_each: `\${local.${this.local('names')}}`,
      name: '${each.value}',
      ...(this.entries.anyExpires ? { expires_at: `\${lookup(local.${this.local('expiries')}, each.key, null)}` } : {}),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return { ...super.synthesizeHclAttributes(), for_each: this.entries.instances() };
  }

  private local(kind: string): string {
    return `${this.friendlyUniqueId}_${kind}`;
  }
}
