import { CommandError } from '../failure';
import { CommandIo } from '../io';

/** The proxies that the environment names. An empty string is none. */
export interface Proxies {
  readonly httpsProxy: string;
  readonly httpProxy: string;
  /** Hosts that are asked without one, separated by commas. */
  readonly noProxy: string;
}

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; their names in lower case come first.
 *
 * @throws CommandError when one is no address of a proxy; it is not shown, since it may hold a password
 */
export function proxiesOf(env: CommandIo['env']): Proxies {
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
