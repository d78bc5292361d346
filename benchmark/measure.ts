/** Samples in fresh processes, and the order in which they are taken. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../scripts/tools';
import { Spread, spreadOf } from './statistics';

/** One measured run. */
export interface Sample {
  readonly ms: number;
  /** Processor time, threads of the garbage collector included. */
  readonly cpuMs?: number;
  /** Peak resident memory of the process. */
  readonly memoryMb?: number;
  /** Processes that it started. */
  readonly children?: number;
}

/** Something to measure beside others. */
export interface Variant {
  readonly name: string;
  readonly run: () => Promise<Sample>;
}

/** All samples of one variant. */
export class Series {
  public readonly samples: Sample[] = [];

  public constructor(public readonly name: string) {}

  public get ms(): Spread {
    return spreadOf(this.samples.map(({ ms }) => ms));
  }

  public get cpuMs(): Spread {
    return spreadOf(this.samples.map(({ cpuMs }) => cpuMs ?? NaN));
  }

  public get memoryMb(): Spread {
    return spreadOf(this.samples.map(({ memoryMb }) => memoryMb ?? NaN));
  }

  public get children(): number {
    return Math.max(...this.samples.map(({ children }) => children ?? 0));
  }
}

/**
 * Takes the samples round by round, each round with every variant once, in an order that turns: what else the machine does meanwhile
 * then weighs on all of them alike.
 */
export async function interleaved(rounds: number, variants: readonly Variant[]): Promise<Map<string, Series>> {
  const series = new Map(variants.map(({ name }) => [name, new Series(name)]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < variants.length; turn += 1) {
      const { name, run } = variants[(round + turn) % variants.length];
      series.get(name)!.samples.push(await run());
    }
  }
  return series;
}

/** How a process ended, timed from outside. */
export interface Ended {
  readonly ms: number;
  readonly stdout: string;
}

/** Runs a program to its end; throws with its output when it fails. */
export async function timedProcess(
  command: string, args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const start = performance.now();
  const { stdout } = await run(command, args, { cwd: options.cwd, env: { ...quiet(), ...options.env } });
  return { ms: performance.now() - start, stdout };
}

/** Runs a compiled child of this benchmark, which prints its sample as its last line. */
export async function childSample(script: string, args: readonly string[], nodeOptions: readonly string[] = []): Promise<Sample> {
  const { stdout } = await timedProcess(process.execPath, [...nodeOptions, script, ...args]);
  return JSON.parse(stdout.trim().split('\n').pop()!) as Sample;
}

/** Gives a new folder to some work and removes it afterwards. */
export async function inNewFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ory-benchmark-'));
  try {
    return await work(dir);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Takes out of our own environment what would change a synth. */
function quiet(): Record<string, undefined> {
  const changing = Object.keys(process.env).filter((name) => /^(CDKTF_|SYNTH_|TF_|ORY_|NODE_OPTIONS|TS_NODE)/.test(name));
  return Object.fromEntries(changing.map((name) => [name, undefined]));
}
