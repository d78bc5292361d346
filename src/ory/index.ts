/** The bindings under flat names. The files in the folders beside this one are as the generator wrote them; this one is written by hand. */
import { Construct } from 'constructs';
import { pinnedVersion } from '../private/stack/providers';
import { registerStack } from '../private/stack/stack-validation';
import { OryProvider as GeneratedOryProvider, OryProviderConfig } from './provider/index';

export * from './project-api-key/index';
export * from './workspace-api-key/index';
// Its `OryProvider` gives way to the one below: a module's own names win over what it passes on.
export * from './provider/index';

declare module './provider/index' {
  // jsii takes a class for a hidden base, whose members go to the class that extends it, when one of its declarations is marked so.
  /** @internal */
  interface OryProvider {} // eslint-disable-line @typescript-eslint/no-empty-object-type
}

/** The Ory provider. This library looks over the stack that it stands in, also where all else in it are raw resources. */
export class OryProvider extends GeneratedOryProvider {
  /**
   * @param scope the stack, or a construct in it
   * @param id unique among the siblings
   * @param config arguments of the provider. What is left out it takes from its environment variables
   */
  public constructor(scope: Construct, id: string, config: OryProviderConfig = {}) {
    super(scope, id, config);
    registerStack(this);
  }

  /** As cdktf renders it; with the version that another binding in the stack pins, which is the user's choice, in place of this one's lower bound. */
  public toTerraform(): any {
    const rendered = super.toTerraform();
    const { required_providers: required } = rendered.terraform;
    const version = pinnedVersion(this) ?? required.ory.version;
    return { ...rendered, terraform: { required_providers: { ory: { ...required.ory, version } } } };
  }
}
