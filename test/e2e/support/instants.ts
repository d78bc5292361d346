export const DAY = 86_400_000;

/** An instant in whole seconds and UTC, of milliseconds since 1970. */
export function instantAt(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

/** An instant that many days from now (or ago, when negative), in whole seconds and UTC. */
export function inDays(days: number): string {
  return instantAt(Date.now() + days * DAY);
}

/** Far enough in the future for every test. */
export const FAR = '2090-12-31T23:59:59Z';
