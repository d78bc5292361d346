import { TerraformElement } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { blockOf } from './stack-block';

/**
 * Runs what has to wait until the stack renders, when logical ids are final: a warning that names an address. It renders nothing
 * itself. cdktf collects warnings after its first rendering pass.
 */
export class RenderHook extends TerraformElement {
  /** Runs an action once, when the stack of the construct first renders. */
  public static once(scope: IConstruct, action: () => void): void {
    blockOf(scope, 'OryApiKeyRenderHook', (stack, id) => new RenderHook(stack, id)).actions.push(action);
  }

  private actions: (() => void)[] = [];

  private constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  public toTerraform(): any {
    return this.run();
  }

  public toHclTerraform(): any {
    return this.run();
  }

  private run(): any {
    const due = this.actions;
    this.actions = [];
    due.forEach((action) => action());
    return {};
  }
}
