/** Something that keeps a command from doing its work, told to the user as it is; the process ends with exit code 1. */
export class CommandError extends Error {
  /** Exit code of the process. */
  public readonly exitCode: number = 1;

  public constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
  }
}

/** A command line that is wrong; the process ends with exit code 2. */
export class UsageError extends CommandError {
  public override readonly exitCode: number = 2;

  public constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The check that was asked for found something; the output says what, and the process ends with exit code 3. */
export class FindingsError extends CommandError {
  public override readonly exitCode: number = 3;

  public constructor(message: string) {
    super(message);
    this.name = 'FindingsError';
  }
}
