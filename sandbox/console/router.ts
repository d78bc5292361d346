import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error';

const LONGEST_BODY = 16 * 1024 * 1024;

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; nothing is sent where it is absent. */
  readonly body?: unknown;
}

/** What a handler is given. */
export interface Call {
  /** The parts of the path that the route leaves open, in order. */
  readonly params: readonly string[];
  /** The bearer token, or undefined. */
  readonly bearer?: string;
  /** The parsed JSON body; undefined where the request has none. */
  readonly body: unknown;
}

/** A method, a path whose segments are fixed or open (`*`), and what answers it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handle: (call: Call) => Answer;
}

/** A route that fits, and the open parts of the path. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: readonly string[];
}

/** Finds the route. Throws 404 for an unknown path, 405 for a known one with another method. */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const onPath = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params ? [{ route, params }] : [];
  });
  const found = onPath.find(({ route }) => route.method === method);
  if (found) {
    return found;
  }
  if (onPath.length > 0) {
    const allowed = onPath.map(({ route }) => route.method).join(', ');
    throw new HttpError(405, `the path takes ${allowed} only`, { allow: allowed });
  }
  throw new HttpError(404, 'there is no such path');
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Reads and parses the body. Throws 400 where it is no JSON, 413 where it is longer than 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) {
      throw new HttpError(413, 'the body is longer than 16 MiB', { connection: 'close' });
    }
    chunks.push(chunk);
  }
  if (length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new HttpError(400, 'the body is no JSON');
  }
}

function matchPath(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const fits = (part: string, i: number) => part === '*' ? given[i] !== '' : part === given[i];
  if (wanted.length !== given.length || !wanted.every(fits)) {
    return undefined;
  }
  return given.filter((_, i) => wanted[i] === '*').map(decode);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'the path is not well encoded');
  }
}
