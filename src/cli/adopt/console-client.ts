import { Agent, Dispatcher, EnvHttpProxyAgent, request, RetryAgent } from 'undici';
import { CommandError } from '../failure';
import { MOST_BYTES, readJson, readText } from '../input';
import { Progress } from './progress';
import { ListingSettings } from './settings';

/** How patient the client is. */
export interface Patience {
  /** Longest silence of the Console, in milliseconds: before its answer, and within it. */
  readonly timeout: number;
  /** Largest answer in bytes. @default {@link MOST_BYTES} */
  readonly mostBytes?: number;
}

/** Times that a call is repeated. */
const REPETITIONS = 3;
/** Wait before the first repetition, in milliseconds; each further one waits twice as long. */
const FIRST_WAIT = 1000;
/** Longest wait before a repetition, in milliseconds, also where the server asks for more. */
const LONGEST_WAIT = 60_000;

/** Statuses and broken connections that may pass: a GET can be sent again. */
const PASSING = [429, 500, 502, 503, 504];
const BROKEN_OFF = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

const UNKNOWN_HOST = ['ENOTFOUND', 'EAI_AGAIN'];
const SILENCE = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * Reads the list of keys, as JSON.
 *
 * 429, 5xx and broken connections are tried again, a few times, after the wait that the server asks for. The call goes through the proxy that
 * `HTTPS_PROXY` names, unless `NO_PROXY` has the host or it is this machine. No redirect is followed: the bearer goes to the named host alone. No
 * message holds anything of an answer's body.
 *
 * @throws CommandError when there is no list to be had
 */
export async function fetchListing(settings: ListingSettings, patience: Patience, progress: Progress): Promise<unknown> {
  const { baseUrl, kind, ownerId } = settings;
  const dispatcher = dispatcherOf(settings, patience);
  try {
    progress.show(`reading the keys of ${kind} ${ownerId} from ${baseUrl}`);
    const { statusCode, body } = await request(settings.url, {
      dispatcher, headers: { accept: 'application/json', authorization: `Bearer ${settings.bearer}` },
    });
    if (statusCode !== 200) {
      await body.dump();
      throw refusal(settings, statusCode);
    }
    const what = `the answer of ${baseUrl}`;
    const answer = await readText(body, what, (bytes) => progress.show(`read ${Math.ceil(bytes / 1024)} KiB from ${baseUrl}`), patience.mostBytes ?? MOST_BYTES);
    return readJson(answer, what);
  } catch (error) {
    throw error instanceof CommandError ? error : breakdown(settings, patience, error as Breakdown);
  } finally {
    await dispatcher.destroy();
  }
}

function dispatcherOf({ proxies }: ListingSettings, { timeout }: Patience): Dispatcher {
  const limits = { headersTimeout: timeout, bodyTimeout: timeout, connect: { timeout } };
  return new RetryAgent(proxies ? new EnvHttpProxyAgent({ ...limits, ...proxies }) : new Agent(limits), {
    maxRetries: REPETITIONS, minTimeout: FIRST_WAIT, maxTimeout: LONGEST_WAIT, methods: ['GET'], statusCodes: PASSING, errorCodes: BROKEN_OFF,
  });
}

/** What an answer other than 200 means. */
function refusal({ kind, ownerId, baseUrl }: ListingSettings, status: number): CommandError {
  const says = `${baseUrl} answered ${status}`;
  if (status === 401) {
    return new CommandError(`${says}: it does not accept the key in ORY_WORKSPACE_API_KEY; expected a workspace API key (ory_wak_…) that is neither expired nor revoked`);
  }
  if (status === 403) {
    return new CommandError(`${says}: the key in ORY_WORKSPACE_API_KEY may not read the keys of ${kind} ${ownerId}; expected a key of the workspace that it belongs to`);
  }
  if (status === 404) {
    return new CommandError(`${says}: it knows no ${kind} ${ownerId}; check --${kind} or ORY_${kind.toUpperCase()}_ID, and ORY_CONSOLE_API_URL`);
  }
  if (status === 429) {
    return new CommandError(`${says}: too many requests; try again later`);
  }
  if (status >= 500) {
    return new CommandError(`${says}: the Console has a failure of its own; try again later`);
  }
  if (status >= 300 && status < 400) {
    return new CommandError(`${says}, a redirect, which is not followed since the bearer would go along; set ORY_CONSOLE_API_URL to the final address`);
  }
  return new CommandError(`${says}; expected 200 and a list of keys: check ORY_CONSOLE_API_URL`);
}

/** What undici says of a call without a whole answer. */
interface Breakdown extends Error {
  readonly code?: string;
  /** Of the last answer, where repetitions have not helped. */
  readonly statusCode?: number;
}

/** What it means that there was no whole answer. */
function breakdown(settings: ListingSettings, { timeout }: Patience, error: Breakdown): Error {
  const { baseUrl } = settings;
  const { code, statusCode, message } = error;
  if (error.name === 'HTTPParserError') {
    return new CommandError(`what answers at ${baseUrl} speaks no HTTP; check ORY_CONSOLE_API_URL`);
  }
  if (code === undefined) {
    return error;
  }
  if (statusCode !== undefined && statusCode >= 300) {
    return refusal(settings, statusCode);
  }
  if (SILENCE.includes(code)) {
    return new CommandError(`${baseUrl} was silent for ${timeout / 1000} s; try again, or with a larger --timeout`);
  }
  const way = settings.proxies && (settings.proxies.httpsProxy || settings.proxies.httpProxy) ? `${baseUrl}, or the proxy on the way to it,` : baseUrl;
  const check = way === baseUrl ? 'ORY_CONSOLE_API_URL' : 'ORY_CONSOLE_API_URL, HTTPS_PROXY and NO_PROXY';
  if (code === 'ECONNREFUSED') {
    return new CommandError(`${way} refused the connection; nothing listens there: check ${check}`);
  }
  if (UNKNOWN_HOST.includes(code)) {
    return new CommandError(`${way} has a host name that is not known; check ${check}, and the network`);
  }
  const refused = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
  if (refused) {
    return new CommandError(`the proxy on the way to ${baseUrl} answered ${refused} instead of connecting to it; check HTTPS_PROXY and NO_PROXY`);
  }
  if (code === 'UND_ERR_REQ_RETRY' || BROKEN_OFF.includes(code)) {
    return new CommandError(`the connection to ${baseUrl} broke off; try again`);
  }
  return new CommandError(`${way} cannot be reached (${code}); check ${check}, and the network`);
}
