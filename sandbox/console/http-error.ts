import { STATUS_CODES } from 'node:http';

/** A request that ends in an error answer. The message is sent to the client, so it never holds a key's value. */
export class HttpError extends Error {
  public readonly headers: Record<string, string>;

  public constructor(public readonly status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'HttpError';
    this.headers = headers;
  }
}

/** The shape in which Ory's APIs report an error. */
export function errorBody(status: number, message: string): object {
  return { error: { code: status, status: STATUS_CODES[status] ?? 'Unknown', message } };
}
