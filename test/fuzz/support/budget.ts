/** Cases that a whole run is made of, at least; FUZZ_CASES asks for more. */
export const TOTAL = Math.max(100_000, Number(process.env.FUZZ_CASES ?? 0));

/** A fixed seed, so that a change that breaks nothing stays green; FUZZ_SEED tries other cases. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20_300_101);

/** So many cases of a run of 100,000; a larger run has as many times more. */
export function casesOf(standard: number): number {
  return Math.ceil((standard * TOTAL) / 100_000);
}
