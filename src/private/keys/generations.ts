import { PropChecks } from '../input/checks';
import { DAY, formatInstant, isWritable } from '../input/instant';
import { DEFAULT_WARNING_DAYS } from './expiry-warning';

/** Generations by the calendar, from an instant on, in seconds since 1970. */
interface Stretch {
  readonly startingAt: number;
  readonly days: number;
  readonly graceDays: number;
  readonly firstGeneration: number;
}

/**
 * The generations of a rotating key, by the calendar or by a number. Instants that are numbers are seconds since 1970, those that are
 * strings RFC 3339.
 */
export class Generations {
  /** What goes by the calendar last. */
  public readonly last?: Stretch;

  /**
   * @param stretches one after the other, as they begin
   * @param fixed the generation before the first of them, where that was set by hand
   */
  public constructor(private readonly stretches: readonly Stretch[], private readonly fixed?: number) {
    this.last = stretches[stretches.length - 1];
  }

  /** The same up to the beginning of another stretch, which counts on. */
  public followedBy(next: Omit<Stretch, 'firstGeneration'>): Generations {
    const { last } = this;
    const before = last ? last.firstGeneration + Math.ceil((next.startingAt - last.startingAt) / (last.days * DAY)) - 1 : this.fixed!;
    return new Generations([...this.stretches, { ...next, firstGeneration: before + 1 }], this.fixed);
  }

  /** The first generation that there is. */
  public get first(): number {
    return this.fixed === undefined ? this.stretches[0].firstGeneration : 0;
  }

  /** The generation at an instant; before the start it is the first. */
  public at(now: number): number {
    const [first] = this.stretches;
    if (this.fixed !== undefined && (!first || now < first.startingAt)) {
      return this.fixed;
    }
    const stretch = [...this.stretches].reverse().find(({ startingAt }) => startingAt <= now) ?? first;
    return stretch.firstGeneration + Math.max(0, Math.floor((now - stretch.startingAt) / (stretch.days * DAY)));
  }

  /** Those that a change of the schedule cuts short, with the instants between which they are current and at which they would have ended. */
  public get cutShort(): readonly { readonly generation: number; readonly from: number; readonly to: number; readonly whole: number }[] {
    return this.stretches.slice(1).map((next, index) => {
      const generation = next.firstGeneration - 1;
      const from = this.beginningOf(generation);
      return { generation, from, to: next.startingAt, whole: from + this.stretches[index].days * DAY };
    }).filter(({ to, whole }) => to < whole);
  }

  /** Whether the key of a generation has no expiry, since its end is not by the calendar. */
  public isManual(generation: number): boolean {
    return this.fixed !== undefined && generation <= this.fixed;
  }

  /** When the key of a generation expires, if by the calendar: after its own period, the next one, and the grace. */
  public expiryOf(generation: number): string | undefined {
    return this.isManual(generation) ? undefined
      : this.write(this.beginningOf(generation + 2) + this.stretchOf(generation).graceDays * DAY, generation);
  }

  /** The instant from which a generation is counted, if by the calendar. */
  public countedFrom(generation: number): number | undefined {
    return this.isManual(generation) ? undefined : this.stretchOf(generation).startingAt;
  }

  /** When the generation after this one becomes current, if by the calendar. */
  public endOf(generation: number): string | undefined {
    return this.stretches.length === 0 ? undefined : this.write(this.beginningOf(generation + 1), generation);
  }

  /** Days within which the expiry of the key of a generation shows that a rotation was missed, at most 30: of a previous key, the grace. */
  public warningDaysOf(generation: number, current: boolean): number {
    if (this.isManual(generation)) {
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

  private write(instant: number, generation: number): string {
    if (!isWritable(instant)) {
      new PropChecks('RotationSchedule.every').fail('days', `generation ${generation} ends after the year 9999; expected a shorter period or an earlier start`);
    }
    return formatInstant(instant);
  }
}
