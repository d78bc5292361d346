import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { consoleRoutes } from './console-routes';
import { Fault, FaultQueue } from './faults';
import { errorBody, HttpError } from './http-error';
import type { AnswerStyle } from './keys';
import { LoggedRequest, RequestLog } from './request-log';
import { bearerOf, findRoute, readBody, Route } from './router';
import { SANDBOX_PREFIX, sandboxRoutes } from './sandbox-routes';
import type { Store } from './store';

/** The Console API on loopback, over one store. */
export class ConsoleServer {
  public readonly faults = new FaultQueue();
  public readonly log = new RequestLog();
  private readonly routes: readonly Route[];
  private readonly server: Server;
  private readonly closing = new AbortController();

  public constructor(store: Store, style: AnswerStyle) {
    this.routes = [
      ...consoleRoutes(store, style),
      ...sandboxRoutes({ store, faults: this.faults, log: this.log, style }),
    ];
    this.server = createServer((request, response) => void this.serve(request, response));
    // A client that keeps its connection between two steps of a long apply must not find it closed.
    this.server.keepAliveTimeout = 120_000;
  }

  /** Starts to listen; 0 takes a free port. Gives the base URL. */
  public async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Stops at once: open connections are cut, delayed answers are never sent. */
  public async close(): Promise<void> {
    this.closing.abort();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = (request.url ?? '/').split('?')[0];
    if (path === SANDBOX_PREFIX || path.startsWith(`${SANDBOX_PREFIX}/`)) {
      send(response, await this.answer(request, method, path));
      return;
    }
    const fault = this.faults.take(method, path);
    const entry = this.log.add(method, path, fault?.kind);
    const { stage = 'before' } = fault ?? {};
    const early = stage === 'before' ? fault : undefined;
    const late = stage === 'after' ? fault : undefined;

    await this.pause(early?.delayMs);
    // Whoever is gone by now (killed, timed out) never made the request: what was to happen before the change prevents it.
    if (response.destroyed || this.closing.signal.aborted) {
      return;
    }
    const reply = instead(early) ?? await this.answer(request, method, path);
    await this.pause(late?.delayMs);
    this.finish(response, entry, instead(late) ?? reply, fault);
  }

  private finish(response: ServerResponse, entry: LoggedRequest, reply: Reply, fault?: Fault): void {
    if (fault?.kind === 'drop' || response.destroyed) {
      response.destroy();
      return;
    }
    this.log.finish(entry, reply.status);
    send(response, reply);
  }

  /** What the routes say, errors included. */
  private async answer(request: IncomingMessage, method: string, path: string): Promise<Reply> {
    try {
      const { route, params } = findRoute(this.routes, method, path);
      const body = await readBody(request);
      const answer = route.handle({ params, bearer: bearerOf(request), body });
      return replyOf(answer.status, answer.body);
    } catch (error) {
      const { status, message, headers } = error instanceof HttpError
        ? error
        : new HttpError(500, `the sandbox failed: ${(error as Error).message}`);
      return replyOf(status, errorBody(status, message), headers);
    }
  }

  private async pause(millis = 0): Promise<void> {
    if (millis > 0) {
      await sleep(millis, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
  }
}

/** An answer as it goes over the wire. */
interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

function replyOf(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, text: body === undefined ? '' : JSON.stringify(body) };
}

/** The answer that a fault puts in place of the true one. */
function instead(fault: Fault | undefined): Reply | undefined {
  switch (fault?.kind) {
    case 'status': {
      const status = fault.status ?? 500;
      const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': `${fault.retryAfter}` };
      return replyOf(status, errorBody(status, 'a fault that the sandbox was asked for'), headers);
    }
    case 'bad-json':
      return { status: 200, headers: {}, text: '{"id": "cut off' };
    case 'drop':
      return replyOf(0, undefined);
    default:
      return undefined;
  }
}

function send(response: ServerResponse, { status, headers, text }: Reply): void {
  response.writeHead(status, {
    ...headers,
    ...(text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  });
  response.end(text);
}
