const DAY = 86_400_000;

/** An instant that many days from now (or ago, when negative), in whole seconds and UTC. */
export function inDays(days: number): string {
  return `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`;
}

/** Far enough in the future for every test. */
export const FAR = '2090-12-31T23:59:59Z';
