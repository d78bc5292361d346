import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { ApiKeyValidationError } from '../private/input/validation-error';
import { rendering } from './rendering';

/**
 * Blocks of one kind that cdktf has no class for. One element a stack renders them all: an element a block would cost synth more
 * than the keys themselves.
 */
export abstract class StackBlock extends TerraformElement {
  public toTerraform(): any {
    return rendering(this, 2, (preparing) => this.blocks(preparing));
  }

  /** cdktf's own HCL renderer drops what it does not know; a block that guards a key must not vanish without a word. */
  public toHclTerraform(): any {
    if (Object.keys(this.blocks(false)).length > 0) {
      throw new Error(`${this.node.path}: cdktf's HCL output cannot hold ${this.kind}; synthesize to JSON, which is the default`);
    }
    return {};
  }

  /** What is rendered, for messages. */
  protected abstract readonly kind: string;

  /**
   * Blocks by kind, as Terraform's JSON has them; while the stack is only prepared, undefined will do where none refers to another
   * stack.
   */
  protected abstract blocks(preparing: boolean): any;
}

/** The elements that were made by `blockOf`. */
const BLOCKS = new WeakSet<IConstruct>();

/** The one element of a kind in the stack of a construct, made when first asked for. */
export function blockOf<T extends TerraformElement>(scope: IConstruct, id: string, create: (stack: TerraformStack, id: string) => T): T {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(id);
  if (found && !BLOCKS.has(found)) {
    throw new ApiKeyValidationError(found.node.path, 'the id is reserved for a construct of this library; expected another: rename the construct');
  }
  const block = found as T | undefined ?? create(stack, id);
  BLOCKS.add(block);
  return block;
}
