import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { knownStateOf, setState, stateOf } from '../input/shared-state';
import { isTemplate } from '../input/templates';
import { ApiKeyValidationError } from '../input/validation-error';
import { rendering } from './rendering';

/**
 * What cdktf has no class for, or one that costs too much, by kind: the id of the element that renders it, the name of its blocks, and
 * the oldest Terraform 1.x that knows them. OpenTofu's numbers begin at 1.6, and it knows all of them in 1.10.
 */
const KINDS: { readonly [kind in BlockKind]: { readonly id: string; readonly block: string; readonly terraform?: number } } = {
  check: { id: 'OryApiKeyChecks', block: 'check', terraform: 5 },
  expiries: { id: 'OryApiKeyExpiries', block: 'locals' },
  import: { id: 'OryApiKeyImports', block: 'import', terraform: 5 },
  locals: { id: 'OryApiKeyLocals', block: 'locals' },
  moved: { id: 'OryApiKeyMoves', block: 'moved' },
  removed: { id: 'OryApiKeyRemovals', block: 'removed', terraform: 7 },
  terraform: { id: 'OryApiKeyTerraformVersion', block: 'terraform' },
};

/** The first 1.x whose `import` blocks take an id that Terraform has to evaluate. */
const IMPORT_OF_EXPRESSION = 6;

/** Kind of a block: what it is called in Terraform's JSON; `expiries` are the locals that hold no string of the user's. */
type BlockKind = 'check' | 'expiries' | 'import' | 'locals' | 'moved' | 'removed' | 'terraform';

/** A list of blocks, or blocks by name; called while the stack renders, when logical ids are final, and once before, to prepare it. */
type Produce = (preparing: boolean) => readonly object[] | { readonly [name: string]: unknown };

/**
 * Adds blocks to the stack of a construct. One element a stack renders all of a kind: an element a block would cost synth more than
 * the keys themselves.
 *
 * @param scope what the blocks are about: once it is forgotten, only where it was and that it goes is rendered of it
 */
export function addBlocks(scope: IConstruct, kind: BlockKind, produce: Produce): void {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(KINDS[kind].id) as StackBlocks | undefined;
  if (found && !knownStateOf(found, 'stack-blocks')) {
    throw new ApiKeyValidationError(found.node.path, 'the id is reserved for a construct of this library; expected another: rename the construct');
  }
  (found ?? new StackBlocks(stack, kind)).add(scope, produce);
}

/** Asks for a Terraform that knows a feature: `required_version` of the stack, once, and no higher than what is rendered needs. */
export function requireTerraform(scope: IConstruct, minor: () => number): void {
  stateOf(TerraformStack.of(scope), 'terraform-needs', () => {
    const needs: (() => number)[] = [];
    addBlocks(TerraformStack.of(scope), 'terraform', () => {
      const least = Math.max(...needs.map((need) => need()));
      return least > 0 ? { required_version: `>= 1.${least}` } : {};
    });
    return needs;
  }).push(minor);
}

/** Has what is rendered of a construct, or about a resource, left out: Terraform is to forget it. */
export function markForgotten(construct: IConstruct): void {
  setState(construct, 'forgotten', true);
}

/** Whether a key, or its resource, is to leave the state. */
export function isForgotten(construct: IConstruct): boolean {
  return knownStateOf(construct, 'forgotten') ?? false;
}

/** The blocks of one kind. */
class StackBlocks extends TerraformElement {
  private readonly parts: { readonly scope: IConstruct; readonly produce: Produce }[] = [];

  public constructor(stack: TerraformStack, private readonly kind: BlockKind) {
    super(stack, KINDS[kind].id);
    setState(this, 'stack-blocks', kind);
    const { terraform } = KINDS[kind];
    if (terraform !== undefined) {
      requireTerraform(this, () => this.least(terraform));
    }
  }

  public add(scope: IConstruct, produce: Produce): void {
    this.parts.push({ scope, produce });
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
    const outlives = this.kind === 'moved' || this.kind === 'removed';
    const parts = this.parts.filter(({ scope }) => outlives || !isForgotten(scope)).map(({ produce }) => produce(preparing));
    const blocks = parts.every(Array.isArray) ? parts.flat() : Object.assign({}, ...parts);
    return Object.keys(blocks).length === 0 ? undefined : blocks;
  }

  /** The oldest Terraform 1.x that knows what is rendered. */
  private least(terraform: number): number {
    const blocks = this.blocks(false);
    const isExpression = this.kind === 'import' && Object.values(blocks ?? {}).some(({ id }) => isTemplate(id));
    return blocks === undefined ? 0 : isExpression ? IMPORT_OF_EXPRESSION : terraform;
  }
}
