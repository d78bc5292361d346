import { setTimeout as sleep } from 'node:timers/promises';
import { reportOf } from './support/diagnostics';
import { useFreshSandbox } from './support/e2e';
import { FaultRow, noteFault } from './support/fault-table';
import { endAll, endOf, NAME, Operation, OperationName, prepare, whileHeld } from './support/operations';
import { settle } from './support/settle';

const e2e = useFreshSandbox();

/** Where an apply is killed: when a request has come in, before its change is made or after it. */
const MOMENTS: [OperationName, string, 'before' | 'after'][] = [
  ['create', 'POST', 'before'],
  ['create', 'POST', 'after'],
  ...(['replace', 'rotate'] as const).flatMap((name) => ([
    [name, 'GET', 'before'], [name, 'POST', 'before'], [name, 'POST', 'after'], [name, 'DELETE', 'before'], [name, 'DELETE', 'after'],
  ] as [OperationName, string, 'before' | 'after'][])),
];

/**
 * How many orphans each moment may leave. When a DELETE is under way, Terraform has written to its state that there is a new key;
 * OpenTofu writes a local state every 20 seconds and at the end.
 */
const ORPHANS: Record<string, readonly number[]> = {
  'GET before': [0], 'POST before': [0], 'POST after': [1], 'DELETE before': [0, 1], 'DELETE after': [0, 1],
};

describe('terraform killed by its id', () => {
  /** Applies, kills Terraform at a moment, applies again, and tells what became of it. */
  async function killAt(operation: Operation, moment: () => Promise<unknown>): Promise<Omit<FaultRow, 'fault' | 'stage'> & { readonly refusals: number }> {
    const { result: { hit, next }, refusals } = await whileHeld(e2e, operation, async () => {
      const due = moment();
      const apply = await operation.stack.startApply();
      await due;
      apply.kill();
      const { exitCode } = await apply.done;
      endAll(apply);
      return { hit: exitCode === 0 ? 'done before' : 'killed', next: (await settle(e2e, operation)).next };
    });
    return { hit, next, refusals, orphans: e2e.sandbox.projectKeys().length - operation.keys };
  }

  test.each(MOMENTS)('during %s, at %s %s the change: nothing is lost, and the next apply converges', async (name, method, stage) => {
    // given
    const operation = await prepare(e2e, name);
    e2e.sandbox.fault({ kind: 'delay', delayMs: 60_000, method, stage });

    // when
    const { refusals, ...outcome } = await killAt(operation, () => e2e.sandbox.nextRequest({ method }));

    // then
    noteFault({ fault: 'terraform killed', stage: `${name}, ${method}, ${stage}`, ...outcome });
    expect(outcome.hit).toBe('killed');
    expect(ORPHANS[`${method} ${stage}`]).toContain(outcome.orphans);
    if (name === 'rotate') {
      expect(refusals).toBe(0);
    }
  });

  test.each([50, 100, 150, 200, 250, 300, 400, 500])('during rotate, after %i ms: nothing is lost, and no client is refused', async (milliseconds) => {
    // given
    const operation = await prepare(e2e, 'rotate');

    // when
    const { refusals, ...outcome } = await killAt(operation, () => sleep(milliseconds));

    // then
    noteFault({ fault: `terraform killed after ${milliseconds} ms`, stage: 'rotate', ...outcome });
    expect(refusals).toBe(0);
    expect(outcome.orphans).toBeLessThanOrEqual(1);
  });
});

describe('an orphan', () => {
  test('of a scheduled rotation has a name of its generation and an expiry, so that it dies by itself', async () => {
    // given
    const operation = await prepare(e2e, 'rotate');
    e2e.sandbox.fault({ kind: 'drop', method: 'POST', stage: 'after' });

    // when
    await operation.stack.apply();
    const { orphans } = await settle(e2e, operation);

    // then
    expect(orphans).toEqual([expect.objectContaining({ name: `${NAME} (2)`, expiresAt: expect.stringMatching(/Z$/) })]);
  });
});

describe('two applies at once', () => {
  test('one waits for nothing and is refused by the lock, the other ends, and there is one key', async () => {
    // given
    const operation = await prepare(e2e, 'create');
    e2e.sandbox.fault({ kind: 'delay', delayMs: 5000, method: 'POST' });
    const arrived = e2e.sandbox.nextRequest({ method: 'POST' });

    // when
    const first = await operation.stack.startApply();
    await arrived;
    const second = await operation.stack.apply();
    const report = reportOf(await first.done);
    const { next, orphans } = await settle(e2e, operation);

    // then
    noteFault({ fault: 'two applies at once', stage: 'create', hit: `${endOf(report)}; ${endOf(second)}`, next, orphans: orphans.length });
    expect(report.ok).toBe(true);
    expect(second.errors).toEqual([expect.objectContaining({ summary: 'Error acquiring the state lock' })]);
    expect(e2e.sandbox.projectKeys()).toHaveLength(1);
  });
});
