/** A request to the Console API, as the log shows it. Headers and bodies are never kept. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly at: string;
  /** Absent while the request is being worked on, and where the connection was cut before an answer. */
  readonly status?: number;
  /** Kind of the fault that hit it. */
  readonly fault?: string;
}

/** Which request is meant. */
export interface RequestPattern {
  /** @default - any method */
  readonly method?: string;
  /** Part of the path. @default - any path */
  readonly path?: string;
}

const LONGEST = 10_000;

/** The latest requests, oldest first. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private waiting: { pattern: RequestPattern; arrived: (request: LoggedRequest) => void }[] = [];

  public all(): LoggedRequest[] {
    return this.entries.map((entry) => ({ ...entry }));
  }

  /** Notes a request that has come in; the returned entry is completed with {@link finish}. */
  public add(method: string, path: string, fault?: string): LoggedRequest {
    const entry: LoggedRequest = { method, path, at: new Date().toISOString(), ...(fault === undefined ? {} : { fault }) };
    this.entries.push(entry);
    if (this.entries.length > LONGEST) {
      this.entries = this.entries.slice(-LONGEST / 2);
    }
    const arrivals = this.waiting.filter(({ pattern }) => matches(entry, pattern));
    this.waiting = this.waiting.filter((waiter) => !arrivals.includes(waiter));
    arrivals.forEach(({ arrived }) => arrived({ ...entry }));
    return entry;
  }

  public finish(entry: LoggedRequest, status: number): void {
    (entry as { status?: number }).status = status;
  }

  /** Resolves when the next such request has come in, before it is worked on. */
  public next(pattern: RequestPattern): Promise<LoggedRequest> {
    return new Promise((arrived) => this.waiting.push({ pattern, arrived }));
  }
}

function matches(entry: LoggedRequest, pattern: RequestPattern): boolean {
  return (pattern.method === undefined || pattern.method === entry.method) && entry.path.includes(pattern.path ?? '');
}
