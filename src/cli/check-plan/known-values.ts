import { holdsSecret, maskValues } from '../../private/input/secrets';
import { fieldOf, isObject } from '../input';
import { KINDS } from './plan';

/** Fewer characters are no secret, and stand everywhere. */
const SHORTEST = 4;

/** What is shorter may stand elsewhere by chance. */
const SHORTEST_TELLING = 8;

/** A value that the mask for prefixed values covers whole. */
const COVERED = /^ory_(?:wak|pat|apikey)_\*\*\*$/;

const PROVIDER_KEYS = ['workspace_api_key', 'project_api_key'];

/** The values of keys that plans give away, whatever they look like, beside all that has the prefix of one. Nothing here is ever shown. */
export class KnownValues {
  /**
   * Every value that stands in these plans as the value of a key or as the key of an Ory provider.
   *
   * @param others - more values
   */
  public static in(plans: readonly unknown[], ...others: readonly unknown[]): KnownValues {
    const values = new Set<unknown>(others);
    // A plan may be nested as deep as it likes, so no recursion.
    const open: unknown[] = [...plans];
    while (open.length > 0) {
      const node = open.pop();
      collect(node, values);
      for (const child of Object.values(node as object)) {
        if (typeof child === 'object' && child !== null) {
          open.push(child);
        }
      }
    }
    return new KnownValues(values);
  }

  private readonly values = new Set<string>();
  /** The lengths of the values that begin alike, longest first. */
  private readonly lengths = new Map<string, number[]>();

  private constructor(values: Iterable<unknown>) {
    for (const value of values) {
      if (typeof value === 'string' && value.length >= SHORTEST && !COVERED.test(maskValues(value))) {
        this.add(value);
      }
    }
  }

  /** Whether the string holds the value of a key. */
  public holds(text: string): boolean {
    return (text.includes('ory_') && holdsSecret(text)) || this.find(text, 0, SHORTEST_TELLING) !== undefined;
  }

  /** The string, if there is one, with every value hidden. */
  public mask(text: string): string;
  public mask(text: string | undefined): string | undefined;
  public mask(text: string | undefined): string | undefined {
    if (text === undefined) {
      return undefined;
    }
    let masked = '';
    let done = 0;
    for (let found = this.find(text, 0, SHORTEST); found; found = this.find(text, done, SHORTEST)) {
      masked += `${text.slice(done, found.at)}***`;
      done = found.at + found.length;
    }
    return maskValues(masked + text.slice(done));
  }

  private add(value: string): void {
    this.values.add(value);
    const head = value.slice(0, SHORTEST);
    const lengths = this.lengths.get(head) ?? [];
    if (!lengths.includes(value.length)) {
      this.lengths.set(head, [...lengths, value.length].sort((one, other) => other - one));
    }
  }

  private find(text: string, from: number, shortest: number): { readonly at: number; readonly length: number } | undefined {
    if (this.values.size === 0) {
      return undefined;
    }
    for (let at = from; at <= text.length - SHORTEST; at += 1) {
      const length = this.lengths.get(text.slice(at, at + SHORTEST))?.find((one) => one >= shortest && this.values.has(text.slice(at, at + one)));
      if (length !== undefined) {
        return { at, length };
      }
    }
    return undefined;
  }
}

/** Adds the value of a key that stands in a resource, in a change of one, or in the configuration of a provider. */
function collect(node: unknown, values: Set<unknown>): void {
  if (!isObject(node)) {
    return;
  }
  if (KINDS.has(fieldOf(node, 'type'))) {
    const change = fieldOf(node, 'change');
    [fieldOf(node, 'values'), fieldOf(change, 'before'), fieldOf(change, 'after')].forEach((state) => values.add(fieldOf(state, 'value')));
  }
  if (fieldOf(node, 'name') === 'ory') {
    PROVIDER_KEYS.forEach((key) => values.add(fieldOf(fieldOf(fieldOf(node, 'expressions'), key), 'constant_value')));
  }
}
