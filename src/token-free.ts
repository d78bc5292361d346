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
  if (typeof value === 'string') {
    return TOKEN.test(value) ? undefined : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'boolean' || (typeof value === 'number' && Math.abs(value) < LEAST_NUMBER_TOKEN) ? value : undefined;
  }
  if (value instanceof TokenFree) {
    return value.value;
  }
  const isArray = Array.isArray(value);
  if (!isArray && value.constructor !== Object) {
    return undefined;
  }
  const copy: any = isArray ? [] : {};
  for (const key of Object.keys(value)) {
    const entry = (value as { [key: string]: unknown })[key];
    if (entry !== undefined) {
      const copied = !isArray && TOKEN.test(key) ? undefined : copyWithoutTokens(entry);
      if (copied === undefined) {
        return undefined;
      }
      if (isArray) {
        copy.push(copied);
      } else {
        copy[key] = copied;
      }
    }
  }
  return copy;
}
