import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { mask } from './terminal';

const ROOT = path.resolve(__dirname, '..', '..');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** What cdktf prints of a construct. */
export interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
}

/** The example app in a folder of its own, with the library installed as a user would: from its npm tarball. */
export class Application {
  /** Folder that Terraform works in, after a synth. */
  public readonly stackDir: string;

  private constructor(private readonly folder: string) {
    this.stackDir = path.join(folder, 'cdktf.out', 'stacks', 'api-keys');
  }

  /** Builds the library, packs it and installs it beside the example. */
  public static install(folder: string): Application {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.cpSync(path.join(ROOT, 'examples', 'typescript'), folder, {
      recursive: true, filter: (file) => !/(?:node_modules|cdktf\.out)$/.test(file),
    });
    run(process.execPath, [path.join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii'), '--silence-warnings=reserved-word'], ROOT);
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    run(NPM, ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], ROOT);
    const tarball = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
    run(NPM, ['ci', ...quiet], folder);
    run(NPM, ['install', '--no-save', '--no-package-lock', ...quiet, `./${tarball}`], folder);
    return new Application(folder);
  }

  /** Runs the app; returns the annotations that cdktf would print. */
  public synth(env: Readonly<Record<string, string>>): readonly Annotation[] {
    // cdktf empties no folder, so what Terraform keeps there stays.
    run(process.execPath, ['-r', 'ts-node/register', 'main.ts'], this.folder, env);
    const manifest = JSON.parse(fs.readFileSync(path.join(this.folder, 'cdktf.out', 'manifest.json'), 'utf8'));
    return manifest.stacks['api-keys'].annotations;
  }

  /** What the command of the package prints, given an input. */
  public command(args: readonly string[], input: string): string {
    return execFileSync(process.execPath, [path.join(this.folder, 'node_modules', 'cdktf-ory-api-keys', 'lib', 'commands', 'main.js'), ...args], {
      cwd: this.folder, input, encoding: 'utf8',
    });
  }
}

function run(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): void {
  const result = spawnSync(program, args, {
    cwd, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: '', ...env }, shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    throw new Error(`${path.basename(program)} ${args[0] ?? ''} failed:\n${mask(`${result.stdout}${result.stderr}${result.error?.message ?? ''}`)}`);
  }
}
