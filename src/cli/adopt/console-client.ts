import { CommandError } from '../failure';
import { MOST_BYTES, readJson, readText } from '../input';
import { CommandIo } from '../io';
import { Progress } from './progress';
import { ListingSettings } from './settings';

/** How patient the client is. */
export interface Patience {
  /** For one answer, from the call to its last byte, in milliseconds. */
  readonly timeout: number;
  /** Largest answer in bytes. @default {@link MOST_BYTES} */
  readonly mostBytes?: number;
}

const ATTEMPTS = 4;
/** A longer wait is the user's to choose. */
const LONGEST_WAIT = 60;

/** Causes of a connection that broke off, as Node names them. A GET can be sent again. */
const BROKEN_OFF = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** A failure that may pass; asked again after a wait. */
class PassingFailure extends CommandError {
  /** @param wait - seconds that the server asks for, if it does */
  public constructor(message: string, public readonly wait?: number) {
    super(message);
  }
}

/**
 * Reads the list of keys, as JSON.
 *
 * 429, 5xx and broken connections are tried again, a few times, after the wait that the server asks for. No redirect is followed:
 * the bearer goes to the named host alone. No message holds anything of an answer's body.
 *
 * @throws CommandError when there is no list to be had
 */
export async function fetchListing(settings: ListingSettings, patience: Patience, io: CommandIo, progress: Progress): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      progress.show(`reading the keys of ${settings.kind} ${settings.ownerId} from ${settings.baseUrl}`);
      return await fetchOnce(settings, patience, io, progress);
    } catch (error) {
      if (!(error instanceof PassingFailure)) {
        throw error;
      }
      const wait = error.wait ?? 2 ** (attempt - 1);
      if (attempt === ATTEMPTS) {
        throw new CommandError(`${error.message}; gave up after ${ATTEMPTS} attempts: try again later`);
      }
      if (wait > LONGEST_WAIT) {
        throw new CommandError(`${error.message}, and asks to wait ${wait} s: try again then`);
      }
      progress.show(`${error.message}; trying again in ${wait} s (attempt ${attempt + 1} of ${ATTEMPTS})`);
      await io.sleep(wait * 1000);
    }
  }
}

async function fetchOnce(settings: ListingSettings, patience: Patience, io: CommandIo, progress: Progress): Promise<unknown> {
  try {
    const response = await fetch(settings.url, {
      headers: { accept: 'application/json', authorization: `Bearer ${settings.bearer}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience.timeout),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw refusal(settings, response, io.now());
    }
    const what = `the answer of ${settings.baseUrl}`;
    const text = await readText(
      response.body!, what, (bytes) => progress.show(`read ${Math.ceil(bytes / 1024)} KiB from ${settings.baseUrl}`), patience.mostBytes ?? MOST_BYTES,
    );
    return readJson(text, what);
  } catch (error) {
    throw error instanceof CommandError ? error : breakdown(settings, patience, error as Error);
  }
}

/** What an answer other than 200 means. */
function refusal({ kind, ownerId, baseUrl }: ListingSettings, { status, headers }: Response, now: number): CommandError {
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
    return new PassingFailure(`${says}: too many requests`, retryAfter(headers, now));
  }
  if (status >= 500) {
    return new PassingFailure(`${says}: the Console has a failure of its own`, retryAfter(headers, now));
  }
  if (status >= 300 && status < 400) {
    return new CommandError(`${says}, a redirect, which is not followed since the bearer would go along; set ORY_CONSOLE_API_URL to the final address`);
  }
  return new CommandError(`${says}; expected 200 and a list of keys: check ORY_CONSOLE_API_URL`);
}

/** Seconds of a Retry-After header, which holds seconds or a date. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** What it means that there was no whole answer. */
function breakdown({ baseUrl }: ListingSettings, { timeout }: Patience, error: Error): CommandError {
  const code = (error.cause as { readonly code?: string } | undefined)?.code;
  if (error.name === 'TimeoutError') {
    return new CommandError(`${baseUrl} gave no whole answer within ${timeout / 1000} s; try again, or with a larger --timeout`);
  }
  if (code === 'ECONNREFUSED') {
    return new CommandError(`${baseUrl} refused the connection; nothing listens there: check ORY_CONSOLE_API_URL`);
  }
  if (code === 'ENOTFOUND') {
    return new CommandError(`${baseUrl} has a host name that is not known; check ORY_CONSOLE_API_URL and the network`);
  }
  if (code === undefined || BROKEN_OFF.includes(code)) {
    return new PassingFailure(`the connection to ${baseUrl} broke off`);
  }
  return new CommandError(`${baseUrl} cannot be reached (${code}); check ORY_CONSOLE_API_URL and the network`);
}
