import { TextSink } from '../io';
import { printable } from '../safe-text';

/** Work that takes no longer needs no word. */
const QUIET = 1000;

/**
 * Tells what goes on. On a terminal one line is written over and over; elsewhere nothing is said in the first second, and no more
 * than a line a second after it.
 */
export class Progress {
  private timer?: NodeJS.Timeout;
  private latest = '';
  private told = '';

  public constructor(private readonly sink: TextSink, private readonly quiet = QUIET) {}

  /** Says what goes on now. */
  public show(text: string): void {
    this.latest = printable(text);
    if (this.sink.isTTY) {
      this.sink.write(`\r\u001b[K${this.latest}`);
      return;
    }
    this.timer ??= setInterval(() => this.tell(), this.quiet).unref();
  }

  /** Ends it, and wipes the line of a terminal. */
  public end(): void {
    clearInterval(this.timer);
    if (this.sink.isTTY && this.latest !== '') {
      this.sink.write('\r\u001b[K');
    }
  }

  private tell(): void {
    if (this.latest !== this.told) {
      this.told = this.latest;
      this.sink.write(`${this.latest} ...\n`);
    }
  }
}
