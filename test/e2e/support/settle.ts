import { run } from '../../../src/cli/run';
import { Sandbox, SandboxKey } from '../../../sandbox';
import { E2e } from './e2e';
import { Operation } from './operations';

/** What is left when a fault is over and the next apply has run. */
export interface Settled {
  /** How the next apply ended. */
  readonly next: string;
  /** Live keys that no state knows. */
  readonly orphans: readonly SandboxKey[];
}

/**
 * Ends the faults, applies once more, and checks what must hold after any fault: that apply converges, every key in state works, and
 * every live key beside them is found by the adoption command.
 */
export async function settle(e2e: E2e, { stack, destroys, keys }: Operation): Promise<Settled> {
  const { sandbox } = e2e;
  sandbox.clearFaults();
  await stack.deploy({ mayDestroy: destroys });
  expect((await stack.plan()).clean).toBe(true);

  const known = Object.entries(await stack.state()).filter(([address]) => address.startsWith('ory_')).map(([, attributes]) => attributes);
  expect(known).toHaveLength(keys);
  expect(await Promise.all(known.map(({ value }) => sandbox.works(value)))).toEqual(known.map(() => true));
  expect(known.map(({ value }) => value)).toContain(await stack.output('key'));

  const ids = new Set(known.map(({ id }) => id));
  const orphans = sandbox.projectKeys().filter(({ id }) => !ids.has(id));
  const found = await adoptable(sandbox);
  expect(orphans.filter(({ id }) => !found.includes(id))).toEqual([]);
  return { next: 'converges', orphans };
}

/** The code that the adoption command of this library writes for the sandbox's project. */
async function adoptable(sandbox: Sandbox): Promise<string> {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => void (written[name] += text) });
  const code = await run(['adopt', 'project', '--project', sandbox.projectId], {
    env: sandbox.env(),
    stdin: (async function* () { yield ''; })(),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    now: () => Date.now(),
    flush: async () => undefined,
    writeFile: () => Promise.reject(new Error('nothing is to be written')),
  });
  expect({ code, stderr: code === 0 ? '' : written.stderr }).toEqual({ code: 0, stderr: '' });
  return written.stdout;
}
