import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';

/** How a child process ended. */
export interface ProcessResult {
  /** Exit code; 128 or more when a signal ended the process, as shells count. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Makes the child the leader of a process group of its own, so that it and all its children can be killed by one id. */
  readonly ownGroup?: boolean;
}

/** A child process that is running. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** Resolves when the process is over. Rejects only when it could not be started. */
  readonly done: Promise<ProcessResult>;
}

/** Starts a process without a shell and collects what it writes. Throws when the working directory does not exist. */
export function startProcess(command: string, args: readonly string[], options: ProcessOptions): StartedProcess {
  if (!existsSync(options.cwd)) {
    // Node would blame the program for it.
    throw new Error(`there is no directory ${options.cwd} to run ${command} in`);
  }
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: options.ownGroup ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const done = new Promise<ProcessResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      resolve({ exitCode, stdout: stdout(), stderr: stderr() });
    });
  });
  return { child, done };
}

/** Whether starting a process failed because there is no such program. */
export function isMissingProgram(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
