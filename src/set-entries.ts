import { PropChecks } from './checks';
import { quote } from './private/input/secrets';
import { mayHoldToken } from './token-free';

/** One key of a set, as given or as checked. */
interface Entry {
  readonly name: string;
  readonly expiresAt?: string;
}

/** Letters and digits first, then what addresses and outputs show without escapes. */
const ENVIRONMENT = /^[\p{L}\p{N}][\p{L}\p{N} ._/:@+-]{0,199}$/u;

/** The checked keys of a set. Two maps of texts, since an object a key would cost synth more than the checks do. */
export class SetEntries {
  /** All environments, sorted: the order of a map depends on the language that gives it. */
  public readonly environments: readonly string[];

  /** Name of the key by environment. */
  public readonly names: { readonly [environment: string]: string };

  /** Expiry, normalised, by environment; without those that never expire. */
  public readonly expiries: { readonly [environment: string]: string | undefined };

  /** Whether any of them expires. */
  public readonly anyExpires: boolean;

  /** Whether there may be a token of CDKTF in it. */
  public readonly mayHoldToken: boolean;

  /** @throws ApiKeyValidationError on bad input */
  public constructor(checks: PropChecks, keys: { readonly [environment: string]: Entry }) {
    const names = textMap();
    const expiries = textMap();
    let anyExpires = false;
    let current = '';
    const nameProp = () => `keys[${quote(current)}].name`;
    const expiryProp = () => `keys[${quote(current)}].expiresAt`;
    this.environments = Object.keys(keys ?? {}).sort();
    for (const environment of this.environments) {
      current = environment;
      checkEnvironment(checks, environment);
      const { name, expiresAt } = keys[environment] ?? {};
      names[environment] = checks.name(nameProp, name);
      const expiry = checks.optionalInstant(expiryProp, expiresAt);
      if (expiry !== undefined) {
        expiries[environment] = expiry;
        anyExpires = true;
      }
    }
    if (this.environments.length === 0) {
      checks.fail('keys', 'no key was given; expected at least one environment');
    }
    this.names = names;
    this.expiries = expiries;
    this.anyExpires = anyExpires;
    this.mayHoldToken = [names, expiries].some((texts) => mayHoldToken(Object.values(texts).join('\n')));
  }

  public has(environment: string): boolean {
    return environment in this.names;
  }

  /** What the instances of a resource get, as one map. */
  public instances(): { [environment: string]: { [attribute: string]: string } } {
    const instances: { [environment: string]: { [attribute: string]: string } } = {};
    for (const environment of this.environments) {
      const name = this.names[environment];
      const expiry = this.expiries[environment];
      instances[environment] = expiry === undefined ? { name } : { name, expires_at: expiry };
    }
    return instances;
  }
}

/** A map that has nothing but what is put into it: an environment may be called `constructor`. */
function textMap(): { [environment: string]: string } {
  return Object.create(null);
}

function checkEnvironment(checks: PropChecks, environment: string): void {
  checks.key('keys', environment);
  if (!ENVIRONMENT.test(environment)) {
    checks.fail('keys', `${quote(environment)} cannot name an environment; expected up to 200 letters, digits, blanks and "._/:@+-", beginning with a letter or digit`);
  }
}
