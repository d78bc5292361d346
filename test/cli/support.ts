import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { run } from '../../src/cli/run';

export const PROJECT = '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10';
export const WORKSPACE = '9c71fa49-db08-477d-8532-cc056e111922';
/** The bearer of every test; nothing that a command writes may hold it. */
export const BEARER = 'ory_wak_S3cretS3cretS3cret';
export const NOW = '2030-01-01T00:00:00Z';

/** A UUID made of a number. */
export function uuid(number: number, head = '00000000'): string {
  return `${head}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written to files, by path. */
  readonly files: Map<string, string>;
}

export interface World {
  readonly env?: { readonly [name: string]: string | undefined };
  readonly stdin?: string | Uint8Array;
  readonly tty?: boolean;
  /** Files that exist. */
  readonly files?: readonly string[];
}

/** Runs the program in a world of its own. */
export async function runIn(world: World, ...argv: string[]): Promise<Ran> {
  const out = { stdout: '', stderr: '' };
  const files = new Map((world.files ?? []).map((path) => [path, 'old']));
  const sink = (name: keyof typeof out) => ({ write: (text: string) => { out[name] += text; }, isTTY: world.tty });
  const code = await run(argv, {
    env: world.env ?? {},
    stdin: Object.assign((async function* () { yield world.stdin ?? ''; })(), { isTTY: world.stdin === undefined }),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    now: () => Date.parse(NOW),
    flush: async () => undefined,
    writeFile: async (path, text, overwrite) => {
      if (path.startsWith('/nowhere/')) {
        throw Object.assign(new Error('no such folder'), { code: 'ENOENT' });
      }
      if (!overwrite && files.has(path)) {
        throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      }
      files.set(path, text);
    },
  });
  const ran = { code, ...out, files };
  expect([ran.stdout, ran.stderr, ...files.values()].join('\n')).not.toContain('S3cret');
  return ran;
}

/** A Console on a free loopback port, which answers as it is told. */
export class FakeConsole {
  public static async start(): Promise<FakeConsole> {
    const fake = new FakeConsole();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** How it answers; a list of keys may be given instead. */
  public answer: (request: IncomingMessage, response: ServerResponse) => unknown = (_, response) => response.end('[]');
  public readonly requests: IncomingMessage[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.requests.push(request);
    this.answer(request, response);
  });

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public get env(): { [name: string]: string | undefined } {
    return { ORY_CONSOLE_API_URL: this.url, ORY_WORKSPACE_API_KEY: BEARER, ORY_PROJECT_ID: PROJECT, ORY_WORKSPACE_ID: WORKSPACE };
  }

  public answerJson(body: unknown): void {
    this.answer = (_, response) => { response.end(JSON.stringify(body)); };
  }

  /** Answers with these, in turn, and with an empty list after them. */
  public answerInTurn(...statuses: { readonly status: number; readonly headers?: { [name: string]: string } }[]): void {
    this.answer = (_, response) => {
      const next = statuses.shift() ?? { status: 200 };
      response.writeHead(next.status, next.headers).end(next.status === 200 ? '[]' : `failed with ${BEARER}`);
    };
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
