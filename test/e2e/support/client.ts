import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../../sandbox';

const PAUSE = 5;

/** A client that calls the API all the time with the key that it was given at the last deploy. */
class Client {
  private calls = 0;
  private refusals = 0;
  private stopping = false;
  private readonly running: Promise<void>;

  public constructor(private readonly sandbox: Sandbox, private key: string) {
    this.running = this.run();
  }

  /** Hands the client another key, as a deploy does at its end. */
  public use(key: string): void {
    this.key = key;
  }

  /** Stops and tells how it went. */
  public async stop(): Promise<{ readonly calls: number; readonly refusals: number }> {
    this.stopping = true;
    await this.running;
    return { calls: this.calls, refusals: this.refusals };
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const works = await this.sandbox.works(this.key);
      this.calls += 1;
      this.refusals += works ? 0 : 1;
      await sleep(PAUSE);
    }
  }
}

/** Runs something while a client calls all the time. A client that was never refused answers `{ refusals: 0 }`. */
export async function whileCalling(
  sandbox: Sandbox, key: string, action: (client: Client) => Promise<unknown>,
): Promise<{ readonly calls: number; readonly refusals: number }> {
  const client = new Client(sandbox, key);
  try {
    await action(client);
  } finally {
    await client.stop();
  }
  return client.stop();
}
