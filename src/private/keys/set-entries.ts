import { isMap, PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { quote } from '../input/secrets';
import { isTemplate } from '../input/templates';
import { normalizedInstant } from '../terraform/expressions';

/** One key of a set, as given or as checked. */
interface Entry {
  readonly name: string;
  readonly expiresAt?: string;
  readonly renamedFrom?: readonly string[];
  readonly movedFrom?: readonly string[];
}

/** Where the key of an environment was before: as a single key, and then in the set under other names; oldest first. */
interface EarlierPlaces {
  readonly places: readonly Place[];
  readonly environments: readonly string[];
}

/** Letters and digits first, then what addresses and outputs show without escapes. */
const ENVIRONMENT = /^[\p{L}\p{N}][\p{L}\p{N} ._/:@+-]{0,199}$/u;

/** The checked keys of a set. Two maps of strings, since an object a key would cost synth more than the checks do. */
export class SetEntries {
  /** All environments, sorted: the order of a map depends on the language that gives it. */
  public readonly environments: readonly string[];

  /** Name of the key by environment. */
  public readonly names: { readonly [environment: string]: string };

  /** Expiry, normalised, by environment; without those that never expire. */
  public readonly expiries: { readonly [environment: string]: string | undefined };

  /** Whether any of them expires. */
  public readonly anyExpires: boolean;

  /** Whether synth knows all of the expiries. */
  public readonly expiriesAreKnown: boolean;

  /** Environments whose key was elsewhere before. */
  public readonly moves: ReadonlyMap<string, EarlierPlaces>;

  /** @throws ApiKeyValidationError on bad input */
  public constructor(checks: PropChecks, keys: { readonly [environment: string]: Entry }) {
    const names = stringMap();
    const expiries = stringMap();
    const moves = new Map<string, EarlierPlaces>();
    let current = '';
    const prop = (name: string) => () => `keys[${quote(current)}].${name}`;
    const [nameProp, expiryProp, renamedProp, movedProp] = ['name', 'expiresAt', 'renamedFrom', 'movedFrom'].map(prop);
    if (keys && !isMap(keys)) {
      checks.fail('keys', `${Array.isArray(keys) ? 'a list' : quote(keys)} was given; expected a map from environment to key, such as { production: { name: "shop-production" } }`);
    }
    this.environments = Object.keys(keys ?? {}).sort();
    for (const environment of this.environments) {
      current = environment;
      checkEnvironment(checks, 'keys', environment);
      const { name, expiresAt, renamedFrom, movedFrom } = keys[environment] ?? {};
      names[environment] = checks.name(nameProp, name);
      const expiry = checks.optionalInstant(expiryProp, expiresAt);
      if (expiry !== undefined) {
        expiries[environment] = expiry;
      }
      if (renamedFrom || movedFrom) {
        const environments = checks.strings(renamedProp, renamedFrom);
        environments.forEach((earlier) => {
          checkEnvironment(checks, renamedProp, earlier);
          if (earlier !== environment && Object.hasOwn(keys, earlier)) {
            checks.fail(renamedProp, `${quote(earlier)} is an environment of the set, so its key stays there; expected the name that this one was called, which no other has`);
          }
        });
        moves.set(environment, { places: checks.places(movedProp, movedFrom, 'ory_project_api_key'), environments });
      }
    }
    if (this.environments.length === 0) {
      checks.fail('keys', 'no key was given; expected at least one environment');
    }
    const given = Object.values(expiries);
    this.names = names;
    this.expiries = expiries;
    this.anyExpires = given.length > 0;
    this.expiriesAreKnown = !given.some(isTemplate);
    this.moves = moves;
  }

  public has(environment: string): boolean {
    return environment in this.names;
  }

  /** What the instances of a resource get, as one map. */
  public instances(): { [environment: string]: { [attribute: string]: string } } {
    return this.mapOf((environment): { [attribute: string]: string } => {
      const name = this.names[environment];
      const expiry = this.expiries[environment];
      return expiry === undefined ? { name } : { name, expires_at: rendered(expiry) };
    });
  }

  /** The names alone. */
  public renderedNames(): { [environment: string]: string } {
    return this.mapOf((environment) => this.names[environment]);
  }

  /** The expiries alone, as Terraform gets them. */
  public renderedExpiries(): { [environment: string]: string | undefined } {
    return this.mapOf((environment) => {
      const expiry = this.expiries[environment];
      return expiry === undefined ? undefined : rendered(expiry);
    });
  }

  private mapOf<T>(produce: (environment: string) => T): { [environment: string]: T } {
    return Object.fromEntries(this.environments.map((environment) => [environment, produce(environment)]));
  }
}

function rendered(expiry: string): string {
  return isTemplate(expiry) ? normalizedInstant(expiry) : expiry;
}

/** A map that has nothing but what is put into it: an environment may be called `constructor`. */
function stringMap(): { [environment: string]: string } {
  return Object.create(null);
}

function checkEnvironment(checks: PropChecks, prop: string | (() => string), environment: string): void {
  checks.key('keys', environment);
  if (!ENVIRONMENT.test(environment)) {
    checks.fail(prop, `${quote(environment)} cannot name an environment; expected up to 200 letters, digits, blanks and "._/:@+-", beginning with a letter or digit`);
  }
}
