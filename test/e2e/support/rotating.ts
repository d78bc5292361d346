import { TerraformStack } from 'cdktf';
import { RotatingProjectApiKey, RotatingProjectApiKeyProps, RotationSchedule } from '../../../src';
import { DAY, instantAt } from './instants';

/** Days of a period in the tests. */
export const DAYS = 30;

/** The schedules begin when the tests do, so that every key of theirs is live by the sandbox's clock. */
const START = Math.floor(Date.now() / 1000) * 1000;

export const STARTING_AT = instantAt(START);

/** An instant within a generation. */
export function duringGeneration(generation: number, days = DAYS): string {
  return instantAt(START + (generation * days + 1) * DAY);
}

/** A rotating key with an output `key`, by a calendar of {@link DAYS}. */
export function rotating(props: Partial<RotatingProjectApiKeyProps> = {}): (stack: TerraformStack) => void {
  return (stack) => {
    const schedule = RotationSchedule.every(DAYS, { startingAt: STARTING_AT });
    new RotatingProjectApiKey(stack, 'Key', { name: 'ci', schedule, ...props }).addSensitiveOutput('key');
  };
}

/** The names of the keys in state, sorted. */
export function namesIn(state: Record<string, Record<string, any>>): string[] {
  return Object.entries(state).filter(([address]) => address.startsWith('ory_')).map(([, { name }]) => name).sort();
}
