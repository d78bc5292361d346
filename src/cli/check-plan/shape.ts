import { CommandError } from '../failure';
import { fieldOf, isObject, JsonObject, typeOf } from '../input';

/**
 * An object of JSON at a known place, whose fields are read with their types. A field that is absent or null gives `undefined`. The
 * messages name places and types, and never repeat a value: a plan holds secrets.
 */
export class Shape {
  /**
   * @param what - the whole, as a message names it
   * @param place - where in it the object stands, in words of our own
   * @throws CommandError when it is no object
   */
  public static of(value: unknown, what: string, place: string): Shape {
    if (!isObject(value)) {
      throw mismatch(what, place, value, 'an object');
    }
    return new Shape(value, what, place);
  }

  private constructor(private readonly object: JsonObject, private readonly what: string, private readonly place: string) {}

  /** A field that must be a string. */
  public string(name: string): string {
    const value = this.optionalString(name);
    if (value === undefined) {
      throw mismatch(this.what, this.at(name), this.object[name], 'a string');
    }
    return value;
  }

  public optionalString(name: string): string | undefined {
    const value = this.field(name);
    if (value !== undefined && typeof value !== 'string') {
      throw mismatch(this.what, this.at(name), value, 'a string');
    }
    return value;
  }

  /** A field that must be an object. */
  public shape(name: string): Shape {
    return Shape.of(this.field(name), this.what, this.at(name));
  }

  public optionalShape(name: string): Shape | undefined {
    return this.field(name) === undefined ? undefined : this.shape(name);
  }

  /** The elements of a list, each an object; none where it is absent. */
  public shapes(name: string): Shape[] {
    return this.list(name).map((element, index) => Shape.of(element, this.what, `${this.at(name)}[${index}]`));
  }

  /** The elements of a list, each a string; none where it is absent. */
  public strings(name: string): string[] {
    return this.list(name).map((element, index) => {
      if (typeof element !== 'string') {
        throw mismatch(this.what, `${this.at(name)}[${index}]`, element, 'a string');
      }
      return element;
    });
  }

  /** The elements of a list; none where it is absent. */
  public list(name: string): readonly unknown[] {
    const value = this.field(name) ?? [];
    if (!Array.isArray(value)) {
      throw mismatch(this.what, this.at(name), value, 'a list');
    }
    return value;
  }

  /** A field of any type. */
  public field(name: string): unknown {
    return fieldOf(this.object, name) ?? undefined;
  }

  private at(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }
}

function mismatch(what: string, place: string, value: unknown, expected: string): CommandError {
  return new CommandError(`${what} is a plan of a shape that is not known: ${place || 'it'} is ${typeOf(value)} instead of ${expected}; `
    + 'expected what "terraform show -json PLAN" prints');
}
