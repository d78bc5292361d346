import { PropChecks } from './checks';
import { DEFAULT_WARNING_DAYS } from './expiry-warning';
import { describeInstantProblem, formatInstant, isWritable, parseInstant } from './private/input/instant';
import { beginsAt, expiresAt, generationAt, ScheduleNumbers } from './rotation-arithmetic';
import { isTemplate } from './private/input/templates';

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
   * Number of the generation that is current from `startingAt`. When you change `days`, or come from `manual`, give the number after
   * the one that is deployed, and the instant of the change as `startingAt`: then the deployed key stays until its slot's turn.
   *
   * @default 0
   */
  readonly firstGeneration?: number;
}

/** When a `RotatingProjectApiKey` changes its key: by the calendar, or by a number that you raise. */
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
    return new RotationSchedule({
      days: checks.days('days', days, 0, 1),
      startingAt: instantOf(checks, options.startingAt),
      graceDays: checks.days('graceDays', options.graceDays, 7),
      firstGeneration: checks.optionalGeneration('firstGeneration', options.firstGeneration) ?? 0,
    });
  }

  /**
   * A new generation whenever you raise the number; the keys have no expiry. Raise it by one at a time: a greater step replaces
   * both keys in one apply.
   *
   * @param generation whole number, 0 or more
   * @throws ApiKeyValidationError on bad input
   */
  public static manual(generation: number): RotationSchedule {
    return new RotationSchedule(undefined, new PropChecks('RotationSchedule.manual').generation('generation', generation));
  }

  private constructor(private readonly numbers?: ScheduleNumbers, private readonly fixed = 0) {}

  /**
   * The generation at an instant in seconds since 1970.
   *
   * @internal
   */
  public _generationAt(now: number): number {
    return this.numbers ? generationAt(this.numbers, now) : this.fixed;
  }

  /**
   * The first generation that this schedule makes.
   *
   * @internal
   */
  public get _firstGeneration(): number {
    return this.numbers?.firstGeneration ?? 0;
  }

  /**
   * Whether generations come by the calendar.
   *
   * @internal
   */
  public get _scheduled(): boolean {
    return this.numbers !== undefined;
  }

  /**
   * When the key of a generation expires, if by the calendar.
   *
   * @internal
   */
  public _expiryOf(generation: number): string | undefined {
    return this.numbers && this.write(expiresAt(this.numbers, generation), generation);
  }

  /**
   * When the generation after this one becomes current, if by the calendar.
   *
   * @internal
   */
  public _endOf(generation: number): string | undefined {
    return this.numbers && this.write(beginsAt(this.numbers, generation + 1), generation);
  }

  /**
   * Days within which the expiry of a current key shows that a rotation was missed, at most 30; those of other keys under `manual`.
   *
   * @internal
   */
  public get _warningDays(): number {
    return this.numbers ? Math.min(DEFAULT_WARNING_DAYS, this.numbers.days + this.numbers.graceDays) : DEFAULT_WARNING_DAYS;
  }

  /**
   * Days within which the expiry of a previous key, the grace, shows the same.
   *
   * @internal
   */
  public get _previousWarningDays(): number {
    return this.numbers ? Math.max(1, Math.min(DEFAULT_WARNING_DAYS, this.numbers.graceDays)) : DEFAULT_WARNING_DAYS;
  }

  private write(epochSeconds: number, generation: number): string {
    if (!isWritable(epochSeconds)) {
      new PropChecks('RotationSchedule.every').fail('days', `generation ${generation} ends after the year 9999; expected a shorter period or an earlier start`);
    }
    return formatInstant(epochSeconds);
  }
}

function instantOf(checks: PropChecks, text: string): number {
  checks.text('startingAt', text);
  const parsed = isTemplate(text) ? { problem: 'it holds a token or template, and synth has to know the start' } : parseInstant(text);
  if ('problem' in parsed) {
    return checks.fail('startingAt', describeInstantProblem(text, parsed.problem));
  }
  return parsed.epochSeconds;
}
