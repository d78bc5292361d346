import { UsageError } from '../../src/cli/failure';
import { lastStarted } from './running';

/** The option that every command of a client has. */
export const URL_HELP = '--url URL         the sandbox (default: ORY_CONSOLE_API_URL, then the one that was started last)';

/** A key in a list. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly expires_at?: string | null;
}

/** A key that was just made. */
export interface CreatedKey extends ListedKey {
  readonly value: string;
}

/** What a sandbox says of itself. */
export interface SandboxInfo {
  readonly workspace_id: string;
  readonly project_ids: readonly string[];
}

/** Talks to the sandbox's own routes from another process. */
export class SandboxClient {
  /** @param url - as given; default ORY_CONSOLE_API_URL, then the sandbox that `start` noted */
  public static find(url: string | undefined): SandboxClient {
    const found = url ?? (process.env.ORY_CONSOLE_API_URL || lastStarted()?.url);
    if (!found) {
      throw new Error('no sandbox is running; start one with the command "start", or name it with --url');
    }
    if (!URL.canParse(found)) {
      throw new UsageError(`${JSON.stringify(found)} is no URL; expected one like http://127.0.0.1:4440`);
    }
    return new SandboxClient(found.replace(/\/+$/, ''));
  }

  private constructor(private readonly url: string) {}

  /** Calls a route below /sandbox. Throws what the server says when it refuses. */
  public async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.fetch(method, path, body);
    const text = await answer.text();
    const content = parseJson(text);
    if (!answer.ok) {
      const message = (content as { error?: { message?: string } } | undefined)?.error?.message;
      throw new Error(message ?? `${this.url} answered ${answer.status}; is it a sandbox?`);
    }
    return content as T;
  }

  private async fetch(method: string, path: string, body: unknown): Promise<Response> {
    try {
      return await fetch(`${this.url}/sandbox${path}`, {
        method,
        signal: AbortSignal.timeout(10_000),
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    } catch (error) {
      throw new Error(`no sandbox answers at ${this.url}; start one with the command "start", or name it with --url`, { cause: error });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
