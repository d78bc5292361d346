import fc from 'fast-check';
import { E2e } from '../support/e2e';
import { Fleet } from '../support/fleet';
import { Sequence } from '../support/sequence';

/** A failure prints seed and path, which E2E_SEED and E2E_PATH repeat; E2E_RUNS asks for more runs. */
const { E2E_SEED: seed, E2E_PATH: path, E2E_RUNS: runs = '3' } = process.env;
const repeated = seed === undefined ? {} : { seed: Number(seed), path };

/** Which of the changes that are possible then is made, and to which key; and whether it is deployed at once, or with the next. */
const changes = fc.array(fc.record({ change: fc.nat(), which: fc.nat(), deployed: fc.boolean() }), { minLength: 8, maxLength: 12 });

test('whatever is renamed, moved, forgotten, adopted, rotated, changed and taken back, those keys live that should', () => fc.assert(
  fc.asyncProperty(changes, async (drawn) => {
    const e2e = new E2e({});
    await e2e.start();
    const fleet = new Fleet(e2e.sandbox);
    try {
      // given
      const sequence = await Sequence.begin(e2e, fleet.build());
      fleet.deployed();

      for (const [index, { change, which, deployed }] of drawn.entries()) {
        // when
        fleet.change(change, which);
        if (deployed || index === drawn.length - 1) {
          sequence.stack.change(fleet.build());
          await sequence.stack.deploy({ mayDestroy: Infinity }); // the list of those alive tells

          // then
          expect(fleet.alive()).toEqual(fleet.deployed());
        }
      }
      expect(await sequence.settled()).toBe(true);
    } catch (error) {
      throw new Error(`${fleet.story()}\n\n${(error as Error).message}`);
    } finally {
      await e2e.stop();
    }
  }), { numRuns: Number(runs), endOnFailure: true, ...repeated },
), 600_000);
