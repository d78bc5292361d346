import { IConstruct } from 'constructs';

/**
 * Annotations that cdktf prints at synth. Its own adder captures a stack trace for each, which makes thousands of them megabytes of
 * manifest, and exports no name of their types.
 */
const TYPES = { info: '@cdktf/info', warning: '@cdktf/warn', error: '@cdktf/error' };

/** Tells the user of something that needs no action. */
export function addInfo(construct: IConstruct, message: string): void {
  annotate(construct, TYPES.info, message);
}

/** Warns the user; synth goes on. */
export function addWarning(construct: IConstruct, message: string): void {
  annotate(construct, TYPES.warning, message);
}

/** Fails synth, after every other error was collected. */
export function addError(construct: IConstruct, message: string): void {
  annotate(construct, TYPES.error, message);
}

/** Once, however often the stack is validated: cdktf validates one that stands in another twice. */
function annotate({ node }: IConstruct, type: string, message: string): void {
  if (!node.metadata.some((entry) => entry.type === type && entry.data === message)) {
    node.addMetadata(type, message);
  }
}
