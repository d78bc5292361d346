import { IConstruct } from 'constructs';
import { describeInstantProblem, parseInstant } from './private/input/instant';
import { rootOf } from './root';
import { ApiKeyValidationError } from './private/input/validation-error';

/** Key of the app context that sets the time; tests and reproducible builds give it. */
export const NOW_CONTEXT_KEY = 'cdktf-ory-api-keys:now';

/** One reading of the clock an app, so that all of one synth agrees. */
const READINGS = new WeakMap<IConstruct, number>();

/**
 * The time of the app, in seconds since 1970: the context key `cdktf-ory-api-keys:now` (RFC 3339), else the system clock.
 *
 * @throws ApiKeyValidationError when the context key holds something else
 */
export function nowOf(scope: IConstruct): number {
  const root = rootOf(scope);
  const known = READINGS.get(root);
  if (known !== undefined) {
    return known;
  }
  const given: unknown = scope.node.tryGetContext(NOW_CONTEXT_KEY);
  const now = given === undefined || given === null ? Math.floor(Date.now() / 1000) : readContext(given);
  READINGS.set(root, now);
  return now;
}

function readContext(given: unknown): number {
  const parsed = typeof given === 'string' ? parseInstant(given) : { problem: 'it is no text' };
  if ('problem' in parsed) {
    throw new ApiKeyValidationError(
      `context ${NOW_CONTEXT_KEY}`,
      `${describeInstantProblem(given, parsed.problem)}, or no such context to use the system clock`,
    );
  }
  return parsed.epochSeconds;
}
