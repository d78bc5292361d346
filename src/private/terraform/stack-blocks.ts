import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { knownStateOf, setState } from '../input/shared-state';
import { ApiKeyValidationError } from '../input/validation-error';
import { rendering } from './rendering';

/** What cdktf has no class for, or one that costs too much, by kind: the id of the element that renders it, and the name of its blocks. */
const KINDS = {
  check: { id: 'OryApiKeyChecks', block: 'check' },
  expiries: { id: 'OryApiKeyExpiries', block: 'locals' },
  import: { id: 'OryApiKeyImports', block: 'import' },
  locals: { id: 'OryApiKeyLocals', block: 'locals' },
  moved: { id: 'OryApiKeyMoves', block: 'moved' },
  removed: { id: 'OryApiKeyRemovals', block: 'removed' },
  terraform: { id: 'OryApiKeyTerraformVersion', block: 'terraform' },
} as const;

/** Kind of a block in Terraform's JSON. */
export type BlockKind = keyof typeof KINDS;

/** A list of blocks, or blocks by name; called while the stack renders, when logical ids are final, and once before, to prepare it. */
export type Produce = (preparing: boolean) => readonly object[] | { readonly [name: string]: unknown };

/**
 * Adds blocks to the stack of a construct. One element a stack renders all of a kind: an element a block would cost synth more than
 * the keys themselves.
 */
export function addBlocks(scope: IConstruct, kind: BlockKind, produce: Produce): void {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(KINDS[kind].id) as StackBlocks | undefined;
  if (found && !knownStateOf(found, 'stack-blocks')) {
    throw new ApiKeyValidationError(found.node.path, 'the id is reserved for a construct of this library; expected another: rename the construct');
  }
  (found ?? new StackBlocks(stack, kind)).add(produce);
}

/** The blocks of one kind. */
class StackBlocks extends TerraformElement {
  private readonly producers: Produce[] = [];

  public constructor(stack: TerraformStack, private readonly kind: BlockKind) {
    super(stack, KINDS[kind].id);
    setState(this, 'stack-blocks', kind);
  }

  public add(produce: Produce): void {
    this.producers.push(produce);
  }

  public toTerraform(): any {
    return { [KINDS[this.kind].block]: rendering((preparing) => this.blocks(preparing)) };
  }

  /** cdktf's own HCL renderer drops what it does not know; a block that guards a key must not vanish without a word. */
  public toHclTerraform(): any {
    // In HCL a resource has its values itself, not in locals.
    if (KINDS[this.kind].block !== 'locals' && this.blocks(false)) {
      throw new Error(`${this.node.path}: cdktf's HCL output cannot hold ${this.kind} blocks; synthesize to JSON, which is the default`);
    }
    return {};
  }

  private blocks(preparing: boolean): object | undefined {
    const parts = this.producers.map((produce) => produce(preparing));
    const blocks = parts.every(Array.isArray) ? parts.flat() : Object.assign({}, ...parts);
    return Object.keys(blocks).length === 0 ? undefined : blocks;
  }
}
