import { HttpError } from './http-error';

/** Every {@link FaultKind}. */
export const FAULT_KINDS = ['status', 'delay', 'drop', 'bad-json'] as const;
/** Every {@link FaultStage}. */
export const FAULT_STAGES = ['before', 'after'] as const;

/** What goes wrong: another status, a late answer, a connection that is cut, an answer that is no JSON. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Before the change is made, or after it, when only the answer is lost. */
export type FaultStage = (typeof FAULT_STAGES)[number];

/** Something that goes wrong with requests to the Console API. The sandbox's own routes are never hit. */
export interface Fault {
  readonly kind: FaultKind;
  /** @default - any method */
  readonly method?: string;
  /** Part of the path. @default - any path */
  readonly path?: string;
  /** @default "before" */
  readonly stage?: FaultStage;
  /** 400 to 599. @default 500 */
  readonly status?: number;
  /** Milliseconds to wait first; with any kind. @default 0 */
  readonly delayMs?: number;
  /** Seconds, sent as the header Retry-After with kind "status". @default - no header */
  readonly retryAfter?: number;
  /** How many requests it hits. @default 1 */
  readonly times?: number;
}

/** The faults still to come. A request takes the first that fits; a fault that has hit often enough is gone. */
export class FaultQueue {
  private waiting: { fault: Fault; left: number }[] = [];

  public add(fault: Fault): void {
    this.waiting.push({ fault: checked(fault), left: fault.times ?? 1 });
  }

  public clear(): void {
    this.waiting = [];
  }

  /** The fault that hits this request, if any. */
  public take(method: string, path: string): Fault | undefined {
    const hit = this.waiting.find(({ fault }) => fits(fault, method, path));
    if (hit) {
      hit.left -= 1;
      this.waiting = this.waiting.filter(({ left }) => left > 0);
    }
    return hit?.fault;
  }
}

function fits(fault: Fault, method: string, path: string): boolean {
  return (fault.method === undefined || fault.method.toUpperCase() === method) && path.includes(fault.path ?? '');
}

/** The same fault, once it is sure that it is one; faults also come from outside, as JSON. Throws 400. */
function checked(fault: Fault): Fault {
  if (typeof fault !== 'object' || fault === null) {
    throw new HttpError(400, 'a fault must be a JSON object');
  }
  requireOneOf('kind', fault.kind, FAULT_KINDS);
  requireOneOf('stage', fault.stage ?? 'before', FAULT_STAGES);
  requireText('method', fault.method);
  requireText('path', fault.path);
  requireInteger('status', fault.status, 400, 599);
  requireInteger('delayMs', fault.delayMs, 0, 2 ** 31 - 1);
  requireInteger('retryAfter', fault.retryAfter, 0, Number.MAX_SAFE_INTEGER);
  requireInteger('times', fault.times, 1, Number.MAX_SAFE_INTEGER);
  return fault;
}

function requireOneOf(field: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new HttpError(400, `${field} of a fault must be one of ${allowed.join(', ')}`);
  }
}

function requireText(field: string, value: string | undefined): void {
  if (value !== undefined && typeof value !== 'string') {
    throw new HttpError(400, `${field} of a fault must be a string`);
  }
}

function requireInteger(field: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) {
    throw new HttpError(400, `${field} of a fault must be a whole number from ${least} to ${most}`);
  }
}
