import { PropChecks } from './private/input/checks';
import { formatInstant } from './private/input/instant';
import { Generations } from './private/keys/generations';

/** Options of `RotationSchedule.every`. */
export interface RotationScheduleOptions {
  /** Instant at which the first generation becomes current, RFC 3339, known at synth. Before it the first generation is current, too. */
  readonly startingAt: string;

  /**
   * Days for which a key stays valid beyond the period after its own, whole days from 0 to 36500; time for a late deploy.
   *
   * @default 7
   */
  readonly graceDays?: number;

  /**
   * Number of the generation that is current from `startingAt`, for those who count themselves; `changingTo` counts on by itself.
   *
   * @default 0
   */
  readonly firstGeneration?: number;
}

/** Options of `changingTo`. */
export interface RotationScheduleChange {
  /**
   * Instant of the change, RFC 3339, known at synth: a new generation begins then. Later than the schedule before began; choose one at
   * which a period ends, since a generation that is cut short needs a deploy of its own, and synth warns of it.
   */
  readonly at: string;

  /**
   * Days for which a key stays valid beyond the period after its own, whole days from 0 to 36500.
   *
   * @default - as before; 7 after a manual schedule
   */
  readonly graceDays?: number;
}

/**
 * When a `RotatingProjectApiKey` changes its key: by the calendar, or by a number that you raise.
 *
 * Synth does not know what is deployed. A `startingAt` that is moved, other days, or a number that is set by hand may count the
 * generations anew, and the plan then replaces keys that clients hold: change a schedule by `changingTo`, and leave `startingAt` as it is.
 */
export class RotationSchedule {
  /**
   * A new generation every so many days of 24 hours.
   *
   * Generation g is current from start + g · days and its key expires at start + (g + 2) · days + grace (g counted from
   * `firstGeneration`): the same instant at every synth. Rotation happens at the first apply after the instant, so deploy at least
   * once a period.
   *
   * @param days length of a period, whole days from 1 to 36500
   * @param options start and grace
   * @throws ApiKeyValidationError on bad input
   */
  public static every(days: number, options: RotationScheduleOptions): RotationSchedule {
    const checks = new PropChecks('RotationSchedule.every');
    return new RotationSchedule(new Generations([{
      days: checks.days('days', days, undefined, 1),
      startingAt: checks.instant('startingAt', options.startingAt),
      graceDays: checks.days('graceDays', options.graceDays, 7),
      firstGeneration: checks.optionalGeneration('firstGeneration', options.firstGeneration) ?? 0,
    }]));
  }

  /**
   * A new generation whenever you raise the number; the keys have no expiry. Raise it by one at a time: a step of two replaces the key
   * that clients hold, in the apply that makes the new one.
   *
   * @param generation whole number, 0 or more
   * @throws ApiKeyValidationError on bad input
   */
  public static manual(generation: number): RotationSchedule {
    return new RotationSchedule(new Generations([], new PropChecks('RotationSchedule.manual').generation('generation', generation)));
  }

  private constructor(
    /** @internal */
    public readonly _generations: Generations,
  ) {}

  /**
   * The same schedule up to an instant, and another one from then on: a new generation begins at the instant, the generations count on,
   * and no key that clients hold is replaced by the change. Keys that exist keep the expiry that they were made with.
   *
   * Append each change, and leave those before it in place.
   *
   * @param days length of a period from the instant on, whole days from 1 to 36500
   * @param change the instant, and the grace
   * @throws ApiKeyValidationError on bad input
   */
  public changingTo(days: number, change: RotationScheduleChange): RotationSchedule {
    const checks = new PropChecks('RotationSchedule.changingTo');
    const startingAt = checks.instant('at', change.at);
    const { last } = this._generations;
    if (last && startingAt <= last.startingAt) {
      checks.fail('at', `${formatInstant(startingAt)} is not later than ${formatInstant(last.startingAt)}, at which the schedule before begins; expected an instant after it`);
    }
    return new RotationSchedule(this._generations.followedBy({
      days: checks.days('days', days, undefined, 1),
      startingAt,
      graceDays: checks.days('graceDays', change.graceDays, last?.graceDays ?? 7),
    }));
  }
}
