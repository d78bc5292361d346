import { IConstruct } from 'constructs';
import { describeInstantProblem, parseInstant } from '../input/instant';
import { stateOf } from '../input/shared-state';
import { ApiKeyValidationError } from '../input/validation-error';

/** Key of the app context that sets the time; tests and reproducible builds give it. */
const NOW_CONTEXT_KEY = 'cdktf-ory-api-keys:now';

/** The time of an app. */
export interface Now {
  /** Seconds since 1970. */
  readonly epochSeconds: number;
  /** Whether the system clock gave it, rather than the context. */
  readonly fromClock: boolean;
}

/**
 * The time of the app: the context key `cdktf-ory-api-keys:now` (RFC 3339), else the system clock. Read once an app, so that all of
 * one synth agrees.
 *
 * @throws ApiKeyValidationError when the context key holds something else
 */
export function nowOf(scope: IConstruct): Now {
  const app = scope.node.root;
  return stateOf(app, 'now', () => {
    const given: unknown = app.node.tryGetContext(NOW_CONTEXT_KEY);
    return given === undefined || given === null
      ? { epochSeconds: Math.floor(Date.now() / 1000), fromClock: true } : { epochSeconds: readContext(given), fromClock: false };
  });
}

/** How far the clock may run between the line that reads it for a prop and this library's own look, in seconds. */
const CLOCK_RUNS = 10;

/** Whether an instant, in seconds since 1970, is now; what was taken from the clock may be some seconds off. */
export function isNow({ epochSeconds, fromClock }: Now, instant: number): boolean {
  return Math.abs(instant - epochSeconds) <= (fromClock ? CLOCK_RUNS : 0);
}

function readContext(given: unknown): number {
  const parsed = typeof given === 'string' ? parseInstant(given) : { problem: 'it is no string' };
  if ('problem' in parsed) {
    throw new ApiKeyValidationError(
      `context ${NOW_CONTEXT_KEY}`,
      `${describeInstantProblem(given, parsed.problem)}, or no such context to use the system clock`,
    );
  }
  return parsed.epochSeconds;
}
