import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** How a line of a shell ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as its users have it: one file, run by a shell. */
export class BundledProgram {
  public readonly folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-program-'));
  private readonly file = join(this.folder, 'lib', 'cli', 'main.js');

  public constructor() {
    buildSync({
      entryPoints: [join(__dirname, '..', '..', 'src', 'cli', 'main.ts')], outfile: this.file, bundle: true, platform: 'node', target: 'node20', logLevel: 'error',
    });
  }

  /** Runs a line in which `$ory` is the command. A line of several programs fails with the last of them that does. */
  public async shell(line: string, { input = '', env = {} }: { readonly input?: string; readonly env?: { readonly [name: string]: string | undefined } } = {}): Promise<Ended> {
    const child = spawn('bash', ['--norc', '-c', `set -o pipefail; ory="node $0"; ${line}`, this.file], { cwd: this.folder, env: { PATH: process.env.PATH, ...env } });
    const written = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => { written.stdout += part; });
    child.stderr.setEncoding('utf8').on('data', (part: string) => { written.stderr += part; });
    // Whoever fails early does not read it.
    child.stdin.on('error', () => undefined).end(input);
    return new Promise((resolve, reject) => {
      child.once('error', reject).once('close', (status) => resolve({ status, ...written }));
    });
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
