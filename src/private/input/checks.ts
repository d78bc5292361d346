import { describeInstantProblem, formatInstant, ParsedInstant, parseInstant } from './instant';
import { parsePlace, Place } from './place';
import { holdsSecret, quote } from './secrets';
import { isTemplate } from './templates';
import { readMapToken, tokenAsString, tokenProblem } from './tokens';
import { uuidProblem } from './ids';
import { ApiKeyValidationError } from './validation-error';

/** Longest warning period; Terraform's durations end soon after 290 years. */
const MOST_DAYS = 36500;

/** What every secret, and every token of CDKTF, has in it: one look at a string instead of one for each kind. */
const SECRET_OR_TOKEN = /ory_|TfToken\[| Token Value|[\d.]e[+\d]/i;

/** Terraform's identifiers: letters, digits, `_` and `-`, not beginning with a digit or `-`. */
export const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/**
 * Checks of the props of one construct. Each names the construct and the prop, what was given, what is expected and the fix; what
 * Terraform will evaluate passes unchecked and untouched.
 */
export class PropChecks {
  /** @param where path of the construct */
  public constructor(private readonly where: string) {}

  /** Fails with a problem of a prop. */
  public fail(prop: string, problem: string): never {
    throw new ApiKeyValidationError(this.where, `${prop}: ${problem}`);
  }

  /** A string that names something: not blank. */
  public name(prop: string, given: string): string {
    const text = tokenAsString(given);
    if (typeof text !== 'string' || text.trim() === '') {
      this.fail(prop, `${typeof text === 'string' ? `${quote(text)} is blank` : `${quote(text)} was given`}; expected a name that tells the key from others, such as "ci-deploy"`);
    }
    return this.string(prop, text);
  }

  /** Any string but the value of a key. */
  public string(prop: string, given: string): string {
    const text = tokenAsString(given);
    if (typeof text !== 'string') {
      this.fail(prop, `${quote(text)} was given; expected a string`);
    }
    if (!SECRET_OR_TOKEN.test(text)) {
      return text;
    }
    if (holdsSecret(text)) {
      this.fail(prop, 'the value of an API key was given (not shown here), and it would be written to the synthesized files; expected a string without secrets: pass the value as a sensitive TerraformVariable where one is due');
    }
    const problem = tokenProblem(text);
    if (problem) {
      this.fail(prop, problem);
    }
    return text;
  }

  /** A UUID in lower case, since the provider compares ids as strings; or what Terraform will evaluate. */
  public uuid(prop: string, given: string): string {
    const text = this.string(prop, given);
    const problem = uuidProblem(text);
    if (problem) {
      this.fail(prop, problem);
    }
    return isTemplate(text) ? text : text.toLowerCase();
  }

  /** The same for a prop that may be left out; `null` counts as left out, as other languages give it. */
  public optionalUuid(prop: string, text: string | undefined): string | undefined {
    return text === undefined || text === null ? undefined : this.uuid(prop, text);
  }

  /** An instant that synth has to know, in seconds since 1970. */
  public instant(prop: string, given: string): number {
    const text = this.string(prop, given);
    return this.seconds(prop, text, isTemplate(text) ? { problem: 'it holds a token or template, and synth has to know the instant' } : parseInstant(text));
  }

  /** An instant, normalised, where it may be left out; what Terraform will evaluate comes back as it is. */
  public optionalInstant(prop: string, given: string | undefined): string | undefined {
    if (given === undefined || given === null) {
      return undefined;
    }
    const text = this.string(prop, given);
    return isTemplate(text) ? text : formatInstant(this.seconds(prop, text, parseInstant(text)));
  }

  /** A whole number of days, where there is a default it may be left out. */
  public days(prop: string, days: number | undefined, standard?: number, least = 0): number {
    if ((days === undefined || days === null) && standard !== undefined) {
      return standard;
    }
    if (days === undefined || !Number.isInteger(days) || days < least || days > MOST_DAYS) {
      this.fail(prop, `${typeof days === 'number' ? days : quote(days)} was given; expected a whole number of days from ${least} to ${MOST_DAYS}, known at synth`);
    }
    return days;
  }

  /** A switch, where it may be left out. Whatever else was given would count as on, a string `false` or a token of `false`, too. */
  public flag(prop: string, given: boolean | undefined, standard: boolean): boolean {
    const flag: unknown = given ?? standard;
    return typeof flag === 'boolean' ? flag : this.fail(prop, `${quote(flag)} was given; expected true or false, known at synth`);
  }

  /** A number of a generation of a rotating key. */
  public generation(prop: string, generation: number): number {
    if (!Number.isSafeInteger(generation) || generation < 0) {
      this.fail(prop, `${typeof generation === 'number' ? generation : quote(generation)} was given; expected a whole number, 0 or more, known at synth`);
    }
    return generation;
  }

  /** The same where it may be left out. */
  public optionalGeneration(prop: string, generation: number | undefined): number | undefined {
    return generation === undefined || generation === null ? undefined : this.generation(prop, generation);
  }

  /** A sensitive token that the caller holds: never a literal, which synth would write to a file. */
  public optionalSecret(prop: string, given: string | undefined): string | undefined {
    if (given === undefined || given === null) {
      return undefined;
    }
    const text = tokenAsString(given);
    if (typeof text !== 'string' || holdsSecret(text) || !isTemplate(text)) {
      this.fail(prop, 'a literal was given (not shown here), and it would be written to the synthesized files; expected a token, such as the stringValue of a sensitive TerraformVariable');
    }
    return this.string(prop, text);
  }

  /** A map of strings by name, or a token of one, which cdktf may give as a string or object. */
  public stringMap(prop: string, given: { [key: string]: string }): { [key: string]: string } | string {
    const map: unknown = tokenAsString(given);
    if (typeof map === 'string' && isTemplate(map)) {
      return this.string(prop, map);
    }
    if (!isMap(map)) {
      return this.fail(prop, `${quote(map)} was given; expected a map of strings, such as { release: "7" }`);
    }
    const token = readMapToken(map);
    if (token) {
      return 'problem' in token ? this.fail(prop, token.problem) : token.text;
    }
    const checked: { [key: string]: string } = {};
    for (const [key, text] of Object.entries(map)) {
      this.key(prop, key);
      checked[key] = this.string(`${prop}[${quote(key)}]`, text);
    }
    return checked;
  }

  /** Places that a key had, oldest first; none where nothing was given. */
  public places(prop: string, given: readonly string[] | undefined, type?: string): readonly Place[] {
    return this.strings(prop, given).map((text) => {
      const place = parsePlace(text, type);
      return 'problem' in place ? this.fail(prop, place.problem) : place;
    });
  }

  /** A list of strings that are known at synth; empty where nothing was given. */
  public strings(prop: string, given: readonly string[] | undefined): readonly string[] {
    const list: unknown = given ?? [];
    if (!Array.isArray(list)) {
      return this.fail(prop, `${quote(list)} was given; expected a list of strings`);
    }
    return list.map((entry) => {
      const text = this.string(prop, entry);
      return isTemplate(text) ? this.fail(prop, `${quote(text)} holds a token or template; expected strings that are known at synth`) : text;
    });
  }

  /** A key of a map: any string but the one that JavaScript reserves. */
  public key(prop: string, key: string): string {
    this.string(`a key of ${prop}`, key);
    if (key === '__proto__') {
      this.fail(prop, 'the key "__proto__" cannot be rendered; choose another');
    }
    return key;
  }

  /** A name of a Terraform output. */
  public outputName(prop: string, name: string): string {
    this.string(prop, name);
    if (!IDENTIFIER.test(name) || name === '__proto__') {
      this.fail(prop, `${quote(name)} cannot name a Terraform output; expected letters, digits, "_" and "-", beginning with a letter or "_"`);
    }
    return name;
  }

  private seconds(prop: string, text: string, parsed: ParsedInstant): number {
    return 'problem' in parsed ? this.fail(prop, describeInstantProblem(text, parsed.problem)) : parsed.epochSeconds;
  }
}

/** Whether it is an object of names and values: a list, a `Map` or a `Date` has none that count. */
export function isMap(given: unknown): given is { [key: string]: any } {
  return Object.prototype.toString.call(given) === '[object Object]';
}
