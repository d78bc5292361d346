import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ProcessResult } from '../../../../sandbox/toolchain/process';
import { AppFolder } from './app-folder';

export interface GitLabJob {
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly after_script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const FILE = join(__dirname, '..', '..', '..', '..', 'examples', 'workflows', 'gitlab', '.gitlab-ci.yml');

export function readPipeline(): Readonly<Record<string, GitLabJob>> {
  return parse(readFileSync(FILE, 'utf8')) as Record<string, GitLabJob>;
}

/** A job with what it extends, as GitLab merges it. */
export function jobOf(name: string): GitLabJob {
  const pipeline = readPipeline();
  const job = pipeline[name];
  return { ...job.extends === undefined ? {} : pipeline[job.extends], ...job };
}

/** Runs the scripts of a job, as GitLab does: what comes before and the script in one shell, what comes after in another, whatever happened. */
export async function runOnGitLab(name: string, app: AppFolder, env: Readonly<Record<string, string>>): Promise<{ exitCode: number; log: string }> {
  const { variables = {}, before_script: before = [], script = [], after_script: after = [] } = jobOf(name);
  const own = Object.fromEntries(Object.entries(variables).map(([variable, value]) => [variable, value.replace(/\$(\w+)/g, (_, other: string) => env[other])]));
  const token = join(app.dir, 'runner', 'state-token');
  const run = (lines: readonly string[]): Promise<ProcessResult> => app.run(lines.join('\n'), { ...own, ...env, AWS_WEB_IDENTITY_TOKEN_FILE: token });
  const [done, cleaned] = [await run([...before, ...script]), await run(after)];
  expect(cleaned.exitCode).toBe(0);
  return { exitCode: done.exitCode, log: done.stdout + done.stderr + cleaned.stdout + cleaned.stderr };
}

/** GitLab's API, as far as notes of one merge request go. */
export class FakeGitLab {
  public readonly notes: { readonly id: number; body: string }[] = [{ id: 1, body: 'looks good to me' }];
  private server?: Server;

  public constructor(private readonly token: string) {}

  public get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/api/v4`;
  }

  public async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let text = '';
      request.on('data', (data) => {
        text += data;
      });
      request.on('end', () => {
        const { pathname } = new URL(request.url!, this.url);
        const authorized = request.headers['private-token'] === this.token;
        const answer = authorized ? this.answer(`${request.method} ${pathname}`, new URLSearchParams(text).get('body')) : undefined;
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server!.close(resolve));
  }

  private answer(call: string, body: string | null): unknown {
    const notes = '/api/v4/projects/42/merge_requests/7/notes';
    if (call === `GET ${notes}`) {
      return this.notes;
    }
    if (call === `POST ${notes}`) {
      this.notes.push({ id: this.notes.length + 1, body: body! });
      return this.notes[this.notes.length - 1];
    }
    const note = this.notes.find(({ id }) => call === `PUT ${notes}/${id}`);
    if (note) {
      note.body = body!;
    }
    return note;
  }
}
