import { Construct } from 'constructs';
import { LocalBlocks } from './blocks/local-blocks';
import * as ory from './ory';
import { ProjectKeyResource } from './project-key-resource';
import { SetEntries } from './set-entries';
import { TokenFree } from './token-free';

/**
 * Beyond, names and expiries are locals. Terraform works out the argument anew for each instance: with the map in place five hundred
 * took twenty seconds to plan, with locals less than two.
 */
const MOST_IN_PLACE = 50;

/** The one resource of a set. Its instances are searched for tokens when it is made, and not again with each pass of synth. */
export class ProjectKeySetResource extends ProjectKeyResource {
  private readonly large: boolean;

  public constructor(scope: Construct, id: string, config: Omit<ory.ProjectApiKeyConfig, 'name'>, private readonly entries: SetEntries) {
    super(scope, id, {
      ...config,
      name: '${each.value.name}',
      expiresAt: entries.anyExpires ? '${try(each.value.expires_at, null)}' : undefined,
    });
    this.large = !entries.mayHoldToken && entries.environments.length > MOST_IN_PLACE;
    if (this.large) {
      LocalBlocks.add(this, 'names', new TokenFree(entries.names));
      if (entries.anyExpires) {
        LocalBlocks.add(this, 'expiries', new TokenFree(entries.expiries));
      }
    }
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    const attributes = super.synthesizeAttributes();
    if (!this.large || 'for_each' in this.rawOverrides) {
      return { ...attributes, for_each: this.instances() };
    }
    return {
      ...attributes,
      for_each: `\${${LocalBlocks.referTo(this, 'names')}}`,
      name: '${each.value}',
      ...(this.entries.anyExpires ? { expires_at: `\${lookup(${LocalBlocks.referTo(this, 'expiries')}, each.key, null)}` } : {}),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return { ...super.synthesizeHclAttributes(), for_each: this.entries.instances() };
  }

  /** cdktf writes overrides into what it is given. */
  private instances(): unknown {
    const instances = this.entries.instances();
    return this.entries.mayHoldToken || 'for_each' in this.rawOverrides ? instances : new TokenFree(instances);
  }
}
