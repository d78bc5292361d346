import { quote } from '../../private/input/secrets';
import { isUuid } from '../arguments';
import { CommandError, UsageError } from '../failure';
import { CommandIo } from '../io';

/** What keys can belong to. */
export type KeyKind = 'project' | 'workspace';

/** Every {@link KeyKind}. */
export const KEY_KINDS: readonly KeyKind[] = ['project', 'workspace'];

/** The proxies that the environment names. An empty string is none. */
export interface Proxies {
  readonly httpsProxy: string;
  readonly httpProxy: string;
  /** Hosts that are asked without one, separated by commas. */
  readonly noProxy: string;
}

/** Which keys to read, and how to reach them. */
export interface ListingSettings {
  readonly kind: KeyKind;
  /** UUID of the project or workspace. */
  readonly ownerId: string;
  /** Address of the Console API, for messages. */
  readonly baseUrl: string;
  /** Address of the list of keys. */
  readonly url: string;
  readonly bearer: string;
  /** Absent for a Console on this machine, which no proxy has to know of. */
  readonly proxies?: Proxies;
}

const DEFAULT_URL = 'https://api.console.ory.sh';
const LOOPBACK = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/;

/**
 * Reads the settings from the same variables as the Ory provider.
 *
 * @param ownerOption - the project or workspace that the command line names, if any
 * @throws CommandError when one is missing or unfit; the bearer is never shown
 */
export function settingsOf(kind: KeyKind, ownerOption: string | undefined, env: CommandIo['env']): ListingSettings {
  const ownerId = ownerOf(kind, ownerOption, env);
  const baseUrl = baseUrlOf(env);
  const bearer = bearerOf(env);
  const settings = { kind, ownerId, baseUrl, url: `${baseUrl}/${kind}s/${ownerId}/tokens`, bearer };
  return LOOPBACK.test(new URL(baseUrl).hostname) ? settings : { ...settings, proxies: proxiesOf(env) };
}

function ownerOf(kind: KeyKind, option: string | undefined, env: CommandIo['env']): string {
  const variable = `ORY_${kind.toUpperCase()}_ID`;
  if (option !== undefined) {
    if (!isUuid(option)) {
      throw new UsageError(`--${kind} is ${quote(option)}; expected the UUID of a ${kind}, as the Ory Console shows it`);
    }
    return option;
  }
  const given = env[variable];
  if (!given) {
    throw new UsageError(`no ${kind} was named; give --${kind} UUID, or set ${variable}`);
  }
  if (!isUuid(given)) {
    throw new CommandError(`${variable} is ${quote(given)}; expected the UUID of a ${kind}, as the Ory Console shows it`);
  }
  return given;
}

function baseUrlOf(env: CommandIo['env']): string {
  const given = env.ORY_CONSOLE_API_URL || DEFAULT_URL;
  if (!URL.canParse(given)) {
    throw new CommandError(`ORY_CONSOLE_API_URL is no URL; expected one such as ${DEFAULT_URL}`);
  }
  const url = new URL(given);
  // Not shown: what stands before the host or after the path may be secret.
  if (url.username || url.password || url.search || url.hash) {
    throw new CommandError(`ORY_CONSOLE_API_URL holds a user, a password, a query or a fragment (not shown here); expected scheme, host and path alone, such as ${DEFAULT_URL}`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    throw new CommandError(
      `ORY_CONSOLE_API_URL begins with ${quote(url.protocol)}; expected https: - the bearer must not travel in clear text, so http: is for this machine alone (localhost, 127.0.0.1, [::1])`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function bearerOf(env: CommandIo['env']): string {
  const bearer = env.ORY_WORKSPACE_API_KEY;
  if (!bearer) {
    throw new CommandError('ORY_WORKSPACE_API_KEY is not set; set it to a workspace API key (ory_wak_…), made in the Ory Console');
  }
  // Anything else would be refused as a header, with a message that may repeat it.
  if (!/^[\x21-\x7e]+$/.test(bearer)) {
    throw new CommandError('ORY_WORKSPACE_API_KEY (not shown here) holds a blank, a line end or a character that is not ASCII; expected the workspace API key alone');
  }
  return bearer;
}

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; their names in lower case come first.
 *
 * @throws CommandError when one is no address of a proxy; it is not shown, since it may hold a password
 */
function proxiesOf(env: CommandIo['env']): Proxies {
  return { httpsProxy: proxyOf('HTTPS_PROXY', env), httpProxy: proxyOf('HTTP_PROXY', env), noProxy: valueOf('NO_PROXY', env) };
}

function proxyOf(variable: string, env: CommandIo['env']): string {
  const given = valueOf(variable, env);
  if (given !== '' && !(URL.canParse(given) && /^https?:$/.test(new URL(given).protocol))) {
    throw new CommandError(`${variable} (not shown here) is no address of a proxy; expected one such as http://proxy.example:3128`);
  }
  return given;
}

function valueOf(variable: string, env: CommandIo['env']): string {
  return env[variable.toLowerCase()] ?? env[variable] ?? '';
}
