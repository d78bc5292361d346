import type { Fault } from '../../sandbox';
import { useFreshSandbox } from './support/e2e';
import { noteFault } from './support/fault-table';
import { endOf, OperationName, prepare, whileHeld } from './support/operations';
import { settle } from './support/settle';

const e2e = useFreshSandbox();

/** More than any client tries again. */
const FOR_GOOD = 100;

const ANSWERS: [string, Fault][] = [
  ['429, twice', { kind: 'status', status: 429, retryAfter: 0, times: 2 }],
  ['429, for good', { kind: 'status', status: 429, retryAfter: 0, times: FOR_GOOD }],
  ['500, twice', { kind: 'status', status: 500, times: 2 }],
  ['500, for good', { kind: 'status', status: 500, times: FOR_GOOD }],
  ['500 after the change', { kind: 'status', status: 500, stage: 'after' }],
  ['slow answer', { kind: 'delay', delayMs: 1500, stage: 'after' }],
  ['dropped before the change', { kind: 'drop' }],
  ['dropped after the change', { kind: 'drop', stage: 'after' }],
  ['dropped, for good', { kind: 'drop', times: FOR_GOOD }],
  ['an answer that is no JSON', { kind: 'bad-json', stage: 'after' }],
];

const REQUESTS: [OperationName, string][] = [['create', 'POST'], ['read', 'GET'], ['replace', 'POST'], ['replace', 'DELETE']];

describe.each(REQUESTS)('during %s, %s answered', (name, method) => {
  test.each(ANSWERS)('%s: nothing is lost, and the next apply converges', async (label, fault) => {
    // given
    const operation = await prepare(e2e, name);
    e2e.sandbox.fault({ ...fault, method });

    // when
    const { result, refusals } = await whileHeld(e2e, operation, () => operation.stack.apply({ mayDestroy: operation.destroys }));
    const { next, orphans } = await settle(e2e, operation);

    // then
    noteFault({ fault: label, stage: `${name}, ${method}`, hit: endOf(result), next, orphans: orphans.length });
    expect(orphans.length).toBeLessThanOrEqual(1);
    if (name === 'read') {
      expect(refusals).toBe(0);
      expect(await operation.stack.output('key')).toBe(operation.held);
    }
  });
});
