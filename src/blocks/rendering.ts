import { IResolvable, IResolveContext, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { copyWithoutTokens, TokenFree } from '../token-free';

/**
 * What an element renders, when asked. `undefined` is for the preparing pass alone, in which cdktf makes outputs for references to
 * other stacks: it says that there is none.
 */
export type Produce = (preparing: boolean) => any;

/**
 * What an element renders, as something that cdktf need not search.
 *
 * cdktf searches all that is rendered for tokens three times a synth, text by text: to prepare the stack, each element, and the whole
 * stack. That is most of what a synth costs. Here a structure without tokens is searched once, and handed on as it is.
 *
 * @param scope the element
 * @param depth how deep the structure is that cdktf merges with what other elements render: 2 for `check.<name>`
 */
export function rendering(scope: IConstruct, depth: number, produce: Produce): any {
  // Overrides of the stack reach into what its elements render.
  const overridden = Object.keys(TerraformStack.of(scope)['rawOverrides']).length > 0;
  return overridden ? produce(false) : new Rendering(depth, produce);
}

class Rendering implements IResolvable {
  // Private in JavaScript, too: the resolver looks at whatever it can enumerate.
  readonly #depth: number;
  readonly #produce: Produce;

  public constructor(depth: number, produce: Produce) {
    this.#depth = depth;
    this.#produce = produce;
  }

  public get creationStack(): string[] {
    return [];
  }

  public resolve(context: IResolveContext): any {
    const structure = this.#produce(context.preparing);
    const copy = copyWithoutTokens(structure);
    if (copy === undefined) {
      return structure;
    }
    if (!context.preparing) {
      context.registerPostProcessor({ postProcess: () => framed(copy, this.#depth) });
    }
    return undefined;
  }

  public toString(): string {
    return JSON.stringify(this);
  }

  public toJSON(): any {
    return this.#produce(false);
  }
}

/** Keeps the levels that cdktf merges, and wraps what is below them; in place, since the structure is a copy. */
function framed(structure: any, depth: number): any {
  for (const key of Object.keys(structure)) {
    const part = structure[key];
    if (typeof part === 'object' && part !== null) {
      structure[key] = depth === 1 ? new TokenFree(part) : framed(part, depth - 1);
    }
  }
  return structure;
}
