import { rendering } from './blocks/rendering';
import * as ory from './ory';
import { copyWithoutTokens } from './token-free';

/** The binding, rendered the same in a fraction of the time where no token is in it. */
export class ProjectKeyResource extends ory.ProjectApiKey {
  /** Without what is not given, which cdktf would bring to Terraform's spelling first and then drop. */
  public get terraformMetaArguments(): { [name: string]: any } {
    return given(super.terraformMetaArguments);
  }

  public toMetadata(): any {
    return given(super.toMetadata());
  }

  public toTerraform(): any {
    return rendering(this, 3, (preparing) => {
      if (preparing && this.refersToNothing()) {
        void this.friendlyUniqueId; // reading it makes it final, as rendering does
        return undefined;
      }
      return given(super.toTerraform());
    });
  }

  /** Whether there is no token in it, and no override, move or import that may hold one. */
  private refersToNothing(): boolean {
    return Object.keys(this.toMetadata()).length === 0
      && copyWithoutTokens([this.synthesizeAttributes(), this.terraformMetaArguments, this.provisioners]) !== undefined;
  }
}

function given(all: { [name: string]: any }): { [name: string]: any } {
  const some: { [name: string]: any } = {};
  for (const name of Object.keys(all)) {
    if (all[name] !== undefined) {
      some[name] = all[name];
    }
  }
  return some;
}
