import fc from 'fast-check';
import { E2e } from '../support/e2e';
import { Fleet } from '../support/fleet';
import { Sequence } from '../support/sequence';

/** fast-check prints the seed of what failed; E2E_SEED repeats it, and E2E_RUNS asks for more. */
const { E2E_SEED: seed, E2E_RUNS: runs = '3' } = process.env;

/** What is changed, by a number that the fleet turns into one of the changes that are possible then; and whether it is deployed at once, or with the next. */
const changes = fc.array(fc.record({ change: fc.nat(), which: fc.nat(), deployed: fc.boolean() }), { minLength: 8, maxLength: 12 });

test('whatever is renamed, moved, forgotten, adopted, rotated, changed and taken back, those keys live that should', () => fc.assert(
  fc.asyncProperty(changes, async (drawn) => {
    const e2e = new E2e({});
    await e2e.start();
    try {
      // given
      const fleet = new Fleet(e2e.sandbox);
      const sequence = await Sequence.begin(e2e, fleet.build());
      fleet.deployed();

      for (const [index, { change, which, deployed }] of drawn.entries()) {
        // when
        fleet.change(change, which);
        if (deployed || index === drawn.length - 1) {
          await redeploy(sequence, fleet);

          // then
          expect({ story: fleet.story(), alive: fleet.alive() }).toEqual({ story: fleet.story(), alive: fleet.deployed() });
        }
      }
      expect({ story: fleet.story(), settled: await sequence.settled() }).toEqual({ story: fleet.story(), settled: true });
    } finally {
      await e2e.stop();
    }
  }), { numRuns: Number(runs), endOnFailure: true, ...(seed === undefined ? {} : { seed: Number(seed) }) },
), 600_000);

/** Deploys the app of the model, whatever it destroys: the list of those alive tells. */
async function redeploy({ stack }: Sequence, fleet: Fleet): Promise<void> {
  try {
    stack.change(fleet.build());
    await stack.deploy({ mayDestroy: Infinity });
  } catch (error) {
    throw new Error(`${fleet.story()}\n${(error as Error).message}`);
  }
}
