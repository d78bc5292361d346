import { Construct } from 'constructs';
import { LocalBlocks } from './blocks/local-blocks';
import * as ory from './ory';
import { ProjectKeyResource } from './project-key-resource';
import { copyWithoutTokens, TokenFree } from './token-free';

/** What each instance of the resource gets, by environment. */
export interface Instances {
  readonly [environment: string]: { readonly [attribute: string]: string };
}

/**
 * With more instances the map is a local. Terraform works out the argument anew for each instance: five hundred took twenty seconds to
 * plan, and two with a local.
 */
const MOST_IN_PLACE = 50;

/** The one resource of a set. Its instances are searched for tokens when it is made, and not again with each pass of synth. */
export class ProjectKeySetResource extends ProjectKeyResource {
  private readonly forEachMap: TokenFree | Instances;
  private readonly local: boolean;

  public constructor(scope: Construct, id: string, config: ory.ProjectApiKeyConfig, private readonly instances: Instances) {
    super(scope, id, config);
    this.forEachMap = copyWithoutTokens(instances) === undefined ? instances : new TokenFree(instances);
    this.local = this.forEachMap instanceof TokenFree && Object.keys(instances).length > MOST_IN_PLACE;
    if (this.local) {
      LocalBlocks.add(this, this.forEachMap);
    }
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...super.synthesizeAttributes(), for_each: 'for_each' in this.rawOverrides ? this.copy() : this.forEachArgument() };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return { ...super.synthesizeHclAttributes(), for_each: this.copy() };
  }

  private forEachArgument(): unknown {
    return this.local ? `\${local.${LocalBlocks.nameFor(this)}}` : this.forEachMap;
  }

  /** cdktf writes overrides into what it is given. */
  private copy(): Instances {
    return Object.fromEntries(Object.entries(this.instances).map(([environment, attributes]) => [environment, { ...attributes }]));
  }
}
