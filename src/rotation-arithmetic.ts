import { DAY } from './private/input/instant';

/** A schedule in numbers: instants in seconds since 1970. */
export interface ScheduleNumbers {
  readonly startingAt: number;
  readonly days: number;
  readonly graceDays: number;
  readonly firstGeneration: number;
}

/** The generation that is current at an instant; before the start it is the first. */
export function generationAt(schedule: ScheduleNumbers, now: number): number {
  const periods = Math.floor((now - schedule.startingAt) / (schedule.days * DAY));
  return schedule.firstGeneration + Math.max(0, periods);
}

/** When a generation becomes current. */
export function beginsAt(schedule: ScheduleNumbers, generation: number): number {
  return schedule.startingAt + (generation - schedule.firstGeneration) * schedule.days * DAY;
}

/** When the key of a generation expires: after its own period, the next one, and the grace. */
export function expiresAt(schedule: ScheduleNumbers, generation: number): number {
  return beginsAt(schedule, generation + 2) + schedule.graceDays * DAY;
}
