import { TerraformStack } from 'cdktf';
import type { StartedTerraform } from '../../../sandbox';
import { ProjectApiKey } from '../../../src';
import { whileCalling } from './client';
import { Report } from './diagnostics';
import { Deployment, E2e } from './e2e';
import { FAR } from './instants';
import { duringGeneration, rotating } from './rotating';

/** What is under way when something goes wrong. */
export type OperationName = 'create' | 'read' | 'replace' | 'rotate';

/** An apply that is about to run. */
export interface Operation {
  readonly stack: Deployment;
  /** The value that clients hold, from the deploy before; undefined where there was none. */
  readonly held?: string;
  /** How many keys the apply means to destroy. */
  readonly destroys: number;
  /** How many keys are in state when all is done. */
  readonly keys: number;
}

/** The name of every key that these operations make begins with it. */
export const NAME = 'faulty';

const plain = (name: string) => (stack: TerraformStack) => {
  new ProjectApiKey(stack, 'Key', { name, expiresAt: FAR }).addSensitiveOutput('key');
};
const rotated = rotating({ name: NAME });

/** Deploys what an operation begins with, and synthesizes what it is to apply. */
export async function prepare(e2e: E2e, name: OperationName): Promise<Operation> {
  if (name === 'create') {
    return { stack: await e2e.stack(plain(NAME)), destroys: 0, keys: 1 };
  }
  const rotates = name === 'rotate';
  const stack = await e2e.stack(rotates ? rotated : plain(NAME), { now: duringGeneration(1) });
  await stack.deploy();
  const held = await stack.output('key') as string;
  if (rotates) {
    stack.change(rotated, { now: duringGeneration(2) });
  } else if (name === 'replace') {
    stack.change(plain(`${NAME} anew`));
  }
  return { stack, held, destroys: name === 'read' ? 0 : 1, keys: rotates ? 2 : 1 };
}

/** Does something while a client calls with the key of the last deploy, where there was one. */
export async function whileHeld<T>(
  { sandbox }: E2e, { held }: Operation, action: () => Promise<T>,
): Promise<{ readonly result: T; readonly refusals: number }> {
  if (held === undefined) {
    return { result: await action(), refusals: 0 };
  }
  const results: T[] = [];
  const { refusals } = await whileCalling(sandbox, held, async () => results.push(await action()));
  return { result: results[0], refusals };
}

/** Ends a process that was started and everything that it left behind. */
export function endAll(started: StartedTerraform): void {
  try {
    started.killAll();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

/** A word or two on how an apply ended. */
export function endOf(report: Report): string {
  return report.ok ? 'done' : report.errors[0].summary;
}
