import { IResolvable, IResolveContext } from 'cdktf';

/** A token of cdktf in a text: a text, list or map token by its marker, or a number token, which is a huge number. */
const TOKEN = /\{TfToken\[|e\+\d/;

/** Any lesser number is no token. */
const LEAST_NUMBER_TOKEN = 1e200;

/** Whether a text may hold a token of cdktf. A number such as 1e+5 looks like one, too. */
export function mayHoldToken(text: string): boolean {
  return TOKEN.test(text);
}

/** A structure that is known to hold no token: cdktf's resolver hands it on without a look. */
export class TokenFree implements IResolvable {
  // Private in JavaScript, too: the resolver looks at whatever it can enumerate.
  readonly #value: unknown;

  public constructor(value: unknown) {
    this.#value = value;
  }

  public get value(): unknown {
    return this.#value;
  }

  public get creationStack(): string[] {
    return [];
  }

  public resolve(context: IResolveContext): any {
    context.registerPostProcessor({ postProcess: () => this.#value });
    return undefined;
  }

  public toString(): string {
    return JSON.stringify(this);
  }

  public toJSON(): any {
    return this.#value;
  }
}

/**
 * A deep copy without what is undefined, as cdktf's resolver makes it, at a fraction of its cost; undefined where the resolver has to
 * be asked, since something may be a token.
 */
export function copyWithoutTokens(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return mayHoldToken(value) ? undefined : value;
    case 'number':
      return Math.abs(value) < LEAST_NUMBER_TOKEN ? value : undefined;
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : copyOf(value);
    default:
      return undefined;
  }
}

function copyOf(value: object): unknown {
  if (value instanceof TokenFree) {
    return value.value;
  }
  return Array.isArray(value) ? copyOfArray(value) : copyOfObject(value as { [key: string]: unknown });
}

function copyOfArray(array: readonly unknown[]): unknown[] | undefined {
  const copy: unknown[] = [];
  for (const item of array) {
    if (item !== undefined) {
      const copied = copyWithoutTokens(item);
      if (copied === undefined) {
        return undefined;
      }
      copy.push(copied);
    }
  }
  return copy;
}

function copyOfObject(object: { [key: string]: unknown }): { [key: string]: unknown } | undefined {
  if (object.constructor !== Object) {
    return undefined;
  }
  const copy: { [key: string]: unknown } = {};
  for (const key of Object.keys(object)) {
    if (object[key] !== undefined) {
      const copied = mayHoldToken(key) ? undefined : copyWithoutTokens(object[key]);
      if (copied === undefined) {
        return undefined;
      }
      copy[key] = copied;
    }
  }
  return copy;
}
