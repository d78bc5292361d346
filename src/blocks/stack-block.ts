import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/**
 * Blocks of one kind that cdktf has no class for. One element a stack renders them all: an element a block would cost synth more
 * than the keys themselves.
 */
export abstract class StackBlock extends TerraformElement {
  /** cdktf's own HCL renderer drops what it does not know; a block that guards a key must not vanish without a word. */
  public toHclTerraform(): any {
    if (Object.keys(this.toTerraform()).length > 0) {
      throw new Error(`${this.node.path}: cdktf's HCL output cannot hold ${this.kind}; synthesize to JSON, which is the default`);
    }
    return {};
  }

  /** What is rendered, for messages. */
  protected abstract readonly kind: string;
}

/** The one element of a kind in the stack of a construct, made when first asked for. */
export function blockOf<T extends TerraformElement>(scope: IConstruct, id: string, create: (stack: TerraformStack, id: string) => T): T {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(id) as T | undefined) ?? create(stack, id);
}
