import { TerraformResource } from 'cdktf';
import { addressOf } from './address';
import { blockOf, StackBlock } from './stack-block';

/** The `moved` blocks of a stack: a resource that is deployed under another address becomes this one, unchanged. */
export class MovedBlocks extends StackBlock {
  public static add(from: string, to: TerraformResource): void {
    blockOf(to, 'OryApiKeyMoves', (stack, id) => new MovedBlocks(stack, id)).moves.push({ from, to });
  }

  protected readonly kind = 'moved blocks to another construct';
  private readonly moves: { readonly from: string; readonly to: TerraformResource }[] = [];

  protected blocks(): any {
    // A resource that is forgotten is moved first: without its move, a key still at the old address would be destroyed.
    return { moved: this.moves.map(({ from, to }) => ({ from, to: addressOf(to) })) };
  }
}
