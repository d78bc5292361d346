/**
 * What the programs of this repository share: folders, processes and stamps. Knows nothing of constructs.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startProcess } from '../sandbox/toolchain/process';
import { terraformVersion } from '../sandbox/toolchain/terraform-binary';
import { bundleCommand } from './bundle-cli';

/** The folder that holds `package.json`. */
export const ROOT = path.resolve(__dirname, '..');

/** Everything that is built for tests lands below this folder, which git ignores. */
export const WORK = path.join(ROOT, '.work');

/** Executables of the development dependencies. */
const BIN = path.join(ROOT, 'node_modules', '.bin');

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string | undefined>;
  /** Give a failed process back instead of throwing. */
  readonly allowFailure?: boolean;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, and throws with the tail of its output when it fails. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...options.env };
  const { exitCode: code, stdout, stderr } = await startProcess(command, args, { cwd: options.cwd ?? ROOT, env }).done
    .catch((error: Error) => Promise.reject(new Error(`cannot start ${command}: ${error.message}`)));
  if (code !== 0 && !options.allowFailure) {
    const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-60).join('\n');
    throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${tail}`);
  }
  return { code, stdout, stderr };
}

/** Runs an executable of the development dependencies. */
export function runBin(name: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(path.join(BIN, name), args, options);
}

/** Compiles the library in a folder with jsii, and bundles its command. Throws on any error. */
export async function compileLibrary(folder: string): Promise<void> {
  await runBin('jsii', ['--silence-warnings=reserved-word'], { cwd: folder });
  bundleCommand(folder);
}

/** Whether there is such a program: a name is looked for on the path, anything with a slash is a file. */
export function isInstalled(program: string): boolean {
  const names = process.platform === 'win32' ? [program, `${program}.exe`, `${program}.cmd`] : [program];
  const folders = /[\\/]/.test(program) ? [''] : (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => names.some((name) => fs.existsSync(path.join(folder, name))));
}

/** Terraform or OpenTofu as the sandbox finds it; the usual name where there is none. */
export function terraformProgram(): Promise<string> {
  return terraformVersion().then(({ command }) => command, () => 'terraform');
}

/** Whether a program can be started at all. */
export async function available(command: string, args: readonly string[] = ['--version']): Promise<boolean> {
  try {
    return (await run(command, args, { allowFailure: true })).code === 0;
  } catch {
    return false;
  }
}

/** Maven without colours, with its downloads below the work folder so that a test never meets an older build of this library. */
export function maven(args: readonly string[], cwd: string): Promise<RunResult> {
  return run('mvn', ['--quiet', '--batch-mode', `-Dmaven.repo.local=${path.join(WORK, 'm2')}`, ...args], { cwd, env: mavenEnv() });
}

/** The quick compiler and the simple collector alone: these processes end before the others would pay. */
export const BRIEF_JAVA = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export function mavenEnv(): Record<string, string> {
  return { MAVEN_OPTS: [process.env.MAVEN_OPTS, ...BRIEF_JAVA].filter(Boolean).join(' ') };
}

/**
 * Replaces version ranges by their lowest version. The registries' newest would be chosen otherwise: slow to find, and
 * another one tomorrow.
 */
export function pinRanges(pom: string): void {
  const text = fs.readFileSync(pom, 'utf8');
  fs.writeFileSync(pom, text.replace(/<version>\[([^,\]]+)[^<]*<\/version>/g, '<version>$1</version>'));
}

/** Every file below a folder, as sorted relative paths with forward slashes. */
export function listFiles(dir: string): string[] {
  if (!fs.existsSync(dir)) {
    return [];
  }
  return fs.readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** A short digest of texts and of the files and folders named. */
export function digest(...parts: ReadonlyArray<{ readonly text: string } | { readonly path: string }>): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if ('text' in part) {
      hash.update(part.text).update('\0');
      continue;
    }
    const names = fs.statSync(part.path).isDirectory() ? listFiles(part.path).map((name) => path.join(part.path, name)) : [part.path];
    for (const name of names) {
      hash.update(path.relative(part.path, name)).update('\0').update(fs.readFileSync(name)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Builds into a folder once for each digest; an interrupted or failed build leaves no stamp beside it and is done again. */
export async function stamped(dir: string, key: string, build: () => Promise<void>): Promise<boolean> {
  const stamp = `${dir}.stamp`;
  if (fs.existsSync(dir) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key) {
    return false;
  }
  fs.rmSync(stamp, { force: true });
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true });
  await build();
  fs.writeFileSync(stamp, key);
  return true;
}

/** Version of an installed package. */
export function installedVersion(name: string): string {
  return (JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Says how long a step took. */
export async function timed<T>(label: string, step: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await step();
  console.log(`${label}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Runs the work of a program. What it throws is printed as one message without a stack, and the process fails. */
export function runMain(main: () => Promise<void>): void {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
