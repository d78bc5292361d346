import { isMap, PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { PROJECT_KEY } from '../input/resource-types';
import { quote } from '../input/secrets';
import { isTemplate } from '../input/templates';
import { normalizedInstant } from '../terraform/expressions';

/** One key of a set, as given. */
interface Entry {
  readonly name: string;
  readonly expiresAt?: string;
  readonly renamedFrom?: readonly string[];
  readonly movedFrom?: readonly string[];
}

/** Where the key of an environment was before: as a single key, and then in the set under other names; oldest first. */
interface EarlierPlaces {
  readonly environment: string;
  readonly places: readonly Place[];
  readonly environments: readonly string[];
}

/** Letters and digits first, then what addresses and outputs show without escapes. */
const ENVIRONMENT = /^[\p{L}\p{N}][\p{L}\p{N} ._/:@+-]{0,199}$/u;

/** The checked keys of a set: two maps of strings, as Terraform gets them. */
export class SetEntries {
  /** All environments, sorted: the order of a map depends on the language that gives it. */
  public readonly environments: readonly string[];

  /** Name of the key by environment. */
  public readonly names: { [environment: string]: string } = Object.create(null); // nothing else in it: one may be called `constructor`

  /** Expiry by environment, in the spelling that the provider's state survives; without those that never expire. */
  public readonly expiries: { [environment: string]: string | undefined } = Object.create(null);

  /** Whether any of them expires. */
  public readonly anyExpires: boolean;

  /** Whether synth knows all of the expiries. */
  public readonly expiriesAreKnown: boolean;

  /** Environments whose key was elsewhere before. */
  public readonly moves: EarlierPlaces[] = [];

  /** @throws ApiKeyValidationError on bad input */
  public constructor(checks: PropChecks, keys: { readonly [environment: string]: Entry }) {
    if (keys && !isMap(keys)) {
      checks.fail('keys', `${Array.isArray(keys) ? 'a list' : quote(keys)} was given; expected a map from environment to key, such as { production: { name: "shop-production" } }`);
    }
    this.environments = Object.keys(keys ?? {}).sort();
    if (this.environments.length === 0) {
      checks.fail('keys', 'no key was given; expected at least one environment');
    }
    for (const environment of this.environments) {
      checkEnvironment(checks, 'keys', environment);
      const prop = (name: string) => `keys["${environment}"].${name}`; // its characters need no escape
      const { name, expiresAt, renamedFrom, movedFrom } = keys[environment] ?? {};
      this.names[environment] = checks.name(prop('name'), name);
      const expiry = checks.optionalInstant(prop('expiresAt'), expiresAt);
      if (expiry !== undefined) {
        this.expiries[environment] = normalizedInstant(expiry);
      }
      if (renamedFrom || movedFrom) {
        const environments = checks.strings(prop('renamedFrom'), renamedFrom);
        environments.forEach((earlier) => {
          checkEnvironment(checks, prop('renamedFrom'), earlier);
          if (earlier !== environment && Object.hasOwn(keys, earlier)) {
            checks.fail(prop('renamedFrom'), `${quote(earlier)} is an environment of the set, so its key stays there; expected the name that this one was called, which no other has`);
          }
        });
        this.moves.push({ environment, places: checks.places(prop('movedFrom'), movedFrom, PROJECT_KEY), environments });
      }
    }
    const given = Object.values(this.expiries);
    this.anyExpires = given.length > 0;
    this.expiriesAreKnown = !given.some((expiry) => isTemplate(expiry!));
  }

  /** What the instances of a resource get, as one map. */
  public instances(): { [environment: string]: { [attribute: string]: string | undefined } } {
    return Object.fromEntries(this.environments.map((environment) =>
      [environment, { name: this.names[environment], expires_at: this.expiries[environment] }]));
  }
}

function checkEnvironment(checks: PropChecks, prop: string, environment: string): void {
  checks.key('keys', environment);
  if (!ENVIRONMENT.test(environment)) {
    checks.fail(prop, `${quote(environment)} cannot name an environment; expected up to 200 letters, digits, blanks and "._/:@+-", beginning with a letter or digit`);
  }
}
