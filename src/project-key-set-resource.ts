import { Construct } from 'constructs';
import * as ory from './ory';
import { ProjectKeyResource } from './project-key-resource';
import { copyWithoutTokens, TokenFree } from './token-free';

/** What each instance of the resource gets, by environment. */
export interface Instances {
  readonly [environment: string]: { readonly [attribute: string]: string };
}

/** The one resource of a set. Its instances are searched for tokens when it is made, and not again with each pass of synth. */
export class ProjectKeySetResource extends ProjectKeyResource {
  private readonly forEachMap: TokenFree | Instances;

  public constructor(scope: Construct, id: string, config: ory.ProjectApiKeyConfig, private readonly instances: Instances) {
    super(scope, id, config);
    this.forEachMap = copyWithoutTokens(instances) === undefined ? instances : new TokenFree(instances);
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...super.synthesizeAttributes(), for_each: 'for_each' in this.rawOverrides ? this.copy() : this.forEachMap };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return { ...super.synthesizeHclAttributes(), for_each: this.copy() };
  }

  /** cdktf writes overrides into what it is given. */
  private copy(): Instances {
    return Object.fromEntries(Object.entries(this.instances).map(([environment, attributes]) => [environment, { ...attributes }]));
  }
}
