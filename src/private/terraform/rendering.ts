import { IResolvable, IResolveContext } from 'cdktf';

/** What cdktf writes in place of what only a resolver can tell: a token in a string, an object that is one, a number that may be one. */
const TOKEN = /TfToken\[|<unresolved|\de\+\d/;

/** Whether something within a structure may be a token, as its JSON shows. */
export function mayHoldTokens(json: string): boolean {
  return TOKEN.test(json);
}

/**
 * What an element renders, made when cdktf asks for it, and not searched for tokens where there are none: cdktf resolves all that is
 * rendered three times a synth, string by string, which is most of what a synth of many keys costs.
 *
 * One within another is passed through the second of the three, too; an override of the stack cannot reach into it.
 *
 * @param produce gives plain data (objects, arrays, strings, numbers, booleans, tokens), or undefined for nothing. While the stack is
 * only prepared, cdktf looks for references to other stacks alone: undefined will do where there is none
 */
export function rendering(produce: (preparing: boolean) => object | undefined): IResolvable {
  return new Rendering(produce);
}

class Rendering implements IResolvable {
  public readonly creationStack: string[] = [];

  // Private in JavaScript, too: the resolver looks at whatever it can enumerate.
  readonly #produce: (preparing: boolean) => object | undefined;

  public constructor(produce: (preparing: boolean) => object | undefined) {
    this.#produce = produce;
  }

  public resolve(context: IResolveContext): any {
    const structure = this.#produce(context.preparing);
    if (mayHoldTokens(JSON.stringify(structure))) {
      return structure;
    }
    context.registerPostProcessor({ postProcess: () => structure });
    return undefined;
  }

  public toString(): string {
    return JSON.stringify(this);
  }

  public toJSON(): any {
    return this.#produce(false);
  }
}
