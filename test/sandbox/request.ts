import type { Sandbox } from '../../sandbox';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined where it is no JSON. */
  readonly body: any;
}

export interface RequestOptions {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** @default - the sandbox's own workspace key; null sends none */
  readonly bearer?: string | null;
}

/** Calls a path of the sandbox's server. */
export async function request(sandbox: Sandbox, method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { body, bearer = sandbox.workspaceKey } = options;
  const answer = await fetch(sandbox.url + path, {
    method,
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: parse(text) };
}

/** The path of the first project's keys. */
export function projectTokens(sandbox: Sandbox): string {
  return `/projects/${sandbox.projectId}/tokens`;
}

/** The path of the workspace's keys. */
export function workspaceTokens(sandbox: Sandbox): string {
  return `/workspaces/${sandbox.workspaceId}/tokens`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
