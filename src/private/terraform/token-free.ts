import { IResolvable, IResolveContext } from 'cdktf';

/** What cdktf writes in place of what only a resolver can tell: a token in a string, an object that is one, a number that may be one. */
const TOKEN = /TfToken\[|<unresolved|\de\+\d/;

/** Whether something within a structure may be a token, as its JSON shows. */
export function mayHoldTokens(json: string): boolean {
  return TOKEN.test(json);
}

/**
 * The structure, as cdktf's resolver would give it back, without its search: cdktf resolves all that is rendered three times a synth,
 * string by string, which is most of what a synth of many keys costs. Where something may be a token, the structure itself.
 *
 * @param structure plain data: objects, arrays, strings, numbers, booleans, tokens
 */
export function withoutSearch(structure: object): object {
  const json = JSON.stringify(structure);
  return mayHoldTokens(json) ? structure : new TokenFree(JSON.parse(json));
}

/** Known to hold no token: in the preparing pass, which looks for references to other stacks, there is nothing to see. */
class TokenFree implements IResolvable {
  public readonly creationStack: string[] = [];

  // Private in JavaScript, too: the resolver looks at whatever it can enumerate.
  readonly #structure: object;

  public constructor(structure: object) {
    this.#structure = structure;
  }

  public resolve(context: IResolveContext): any {
    context.registerPostProcessor({ postProcess: () => this.#structure });
    return undefined;
  }

  public toString(): string {
    return JSON.stringify(this);
  }

  public toJSON(): any {
    return this.#structure;
  }
}
