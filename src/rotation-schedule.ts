import { PropChecks } from './private/input/checks';
import { DAY, describeInstantProblem, formatInstant, isWritable, parseInstant } from './private/input/instant';
import { isTemplate } from './private/input/templates';
import { DEFAULT_WARNING_DAYS } from './private/keys/expiry-warning';

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

/** Generations by the calendar, from an instant on, in seconds since 1970. */
interface Stretch {
  readonly startingAt: number;
  readonly days: number;
  readonly graceDays: number;
  readonly firstGeneration: number;
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
    return new RotationSchedule([{
      days: checks.days('days', days, undefined, 1),
      startingAt: instantOf(checks, 'startingAt', options.startingAt),
      graceDays: checks.days('graceDays', options.graceDays, 7),
      firstGeneration: checks.optionalGeneration('firstGeneration', options.firstGeneration) ?? 0,
    }]);
  }

  /**
   * A new generation whenever you raise the number; the keys have no expiry. Raise it by one at a time: a step of two replaces the key
   * that clients hold, in the apply that makes the new one.
   *
   * @param generation whole number, 0 or more
   * @throws ApiKeyValidationError on bad input
   */
  public static manual(generation: number): RotationSchedule {
    return new RotationSchedule([], new PropChecks('RotationSchedule.manual').generation('generation', generation));
  }

  private constructor(private readonly stretches: readonly Stretch[], private readonly fixed?: number) {}

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
    const startingAt = instantOf(checks, 'at', change.at);
    const last = this.stretches[this.stretches.length - 1];
    if (last && startingAt <= last.startingAt) {
      checks.fail('at', `${formatInstant(startingAt)} is not later than ${formatInstant(last.startingAt)}, at which the schedule before begins; expected an instant after it`);
    }
    const before = last ? last.firstGeneration + Math.ceil((startingAt - last.startingAt) / (last.days * DAY)) - 1 : this.fixed!;
    const next = {
      days: checks.days('days', days, undefined, 1),
      startingAt,
      graceDays: checks.days('graceDays', change.graceDays, last?.graceDays ?? 7),
      firstGeneration: before + 1,
    };
    return new RotationSchedule([...this.stretches, next], this.fixed);
  }

  /**
   * The generation at an instant in seconds since 1970. Before the start it is the first.
   *
   * @internal
   */
  public _generationAt(now: number): number {
    const [first] = this.stretches;
    if (this.fixed !== undefined && (!first || now < first.startingAt)) {
      return this.fixed;
    }
    const stretch = [...this.stretches].reverse().find(({ startingAt }) => startingAt <= now) ?? first;
    return stretch.firstGeneration + Math.max(0, Math.floor((now - stretch.startingAt) / (stretch.days * DAY)));
  }

  /**
   * The first generation that this schedule makes.
   *
   * @internal
   */
  public get _firstGeneration(): number {
    return this.fixed === undefined ? this.stretches[0].firstGeneration : 0;
  }

  /**
   * The generations that a change of the schedule cuts short, with the instants between which they are current and at which they would
   * have ended, in seconds since 1970.
   *
   * @internal
   */
  public get _cutShort(): readonly { readonly generation: number; readonly from: number; readonly to: number; readonly whole: number }[] {
    return this.stretches.slice(1).map((next, index) => {
      const generation = next.firstGeneration - 1;
      const from = this.beginningOf(generation);
      return { generation, from, to: next.startingAt, whole: from + this.stretches[index].days * DAY };
    }).filter(({ to, whole }) => to < whole);
  }

  /**
   * Whether the key of a generation has no expiry, since its end is not by the calendar.
   *
   * @internal
   */
  public _isManual(generation: number): boolean {
    return this.fixed !== undefined && generation <= this.fixed;
  }

  /**
   * When the key of a generation expires, if by the calendar: after its own period, the next one, and the grace.
   *
   * @internal
   */
  public _expiryOf(generation: number): string | undefined {
    return this._isManual(generation) ? undefined
      : this.write(this.beginningOf(generation + 2) + this.stretchOf(generation).graceDays * DAY, generation);
  }

  /**
   * The instant from which a generation is counted, in seconds since 1970, if by the calendar.
   *
   * @internal
   */
  public _countedFrom(generation: number): number | undefined {
    return this._isManual(generation) ? undefined : this.stretchOf(generation).startingAt;
  }

  /**
   * When the generation after this one becomes current, if by the calendar.
   *
   * @internal
   */
  public _endOf(generation: number): string | undefined {
    return this.stretches.length === 0 ? undefined : this.write(this.beginningOf(generation + 1), generation);
  }

  /**
   * Days within which the expiry of the key of a generation shows that a rotation was missed, at most 30: of a previous key, the grace.
   *
   * @internal
   */
  public _warningDaysOf(generation: number, current: boolean): number {
    if (this._isManual(generation)) {
      return DEFAULT_WARNING_DAYS;
    }
    const { graceDays } = this.stretchOf(generation);
    const untilReplaced = (this.beginningOf(generation + 2) - this.beginningOf(generation + 1)) / DAY;
    return Math.min(DEFAULT_WARNING_DAYS, current ? Math.ceil(untilReplaced) + graceDays : Math.max(1, graceDays));
  }

  private beginningOf(generation: number): number {
    const stretch = this.stretchOf(generation);
    return stretch.startingAt + (generation - stretch.firstGeneration) * stretch.days * DAY;
  }

  private stretchOf(generation: number): Stretch {
    return [...this.stretches].reverse().find(({ firstGeneration }) => firstGeneration <= generation) ?? this.stretches[0];
  }

  private write(epochSeconds: number, generation: number): string {
    if (!isWritable(epochSeconds)) {
      new PropChecks('RotationSchedule.every').fail('days', `generation ${generation} ends after the year 9999; expected a shorter period or an earlier start`);
    }
    return formatInstant(epochSeconds);
  }
}

function instantOf(checks: PropChecks, prop: string, given: string): number {
  const text = checks.string(prop, given);
  const parsed = isTemplate(text) ? { problem: 'it holds a token or template, and synth has to know the instant' } : parseInstant(text);
  if ('problem' in parsed) {
    return checks.fail(prop, describeInstantProblem(text, parsed.problem));
  }
  return parsed.epochSeconds;
}
