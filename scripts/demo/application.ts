import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileLibrary, ROOT, run } from '../tools';

/** What cdktf prints of a construct. */
export interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
}

/** Exit code of a command whose check found something. */
export const FOUND = 3;

/** The example app in a folder of its own, with the library installed as a user would: from its npm tarball. */
export class Application {
  /** Folder that Terraform works in, after a synth. */
  public readonly stackDir: string;

  private constructor(private readonly folder: string) {
    this.stackDir = path.join(folder, 'cdktf.out', 'stacks', 'api-keys');
  }

  /** Builds the library, packs it and installs it beside the example. */
  public static async install(folder: string): Promise<Application> {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.cpSync(path.join(ROOT, 'examples', 'typescript'), folder, {
      recursive: true, filter: (file) => !/(?:node_modules|cdktf\.out)$/.test(file),
    });
    await compileLibrary(ROOT);
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]);
    const tarball = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
    await run('npm', ['ci', ...quiet], { cwd: folder });
    await run('npm', ['install', '--no-save', '--no-package-lock', ...quiet, `./${tarball}`], { cwd: folder });
    return new Application(folder);
  }

  /** Runs the app; returns the annotations that cdktf would print. */
  public async synth(env: Readonly<Record<string, string>>): Promise<readonly Annotation[]> {
    // cdktf empties no folder, so what Terraform keeps there stays.
    await run(process.execPath, ['-r', 'ts-node/register', 'main.ts'], { cwd: this.folder, env: { TS_NODE_PROJECT: '', ...env } });
    const manifest = JSON.parse(fs.readFileSync(path.join(this.folder, 'cdktf.out', 'manifest.json'), 'utf8'));
    return manifest.stacks['api-keys'].annotations;
  }

  /** How the command of the package ends, given the content of a file as its last argument, and what it prints. */
  public async command(args: readonly string[], content: string): Promise<{ readonly code: number; readonly stdout: string }> {
    const file = path.join(this.folder, 'input.json');
    fs.writeFileSync(file, content);
    const program = path.join(this.folder, 'node_modules', '.bin', 'cdktf-ory-api-keys');
    const { code, stdout, stderr } = await run(process.execPath, [program, ...args, file], { cwd: this.folder, allowFailure: true });
    if (code !== 0 && code !== FOUND) {
      throw new Error(`the command ${args[0]} ended with ${code}: ${stderr}`);
    }
    return { code, stdout };
  }
}
