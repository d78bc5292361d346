import { IConstruct } from 'constructs';

/** Type of cdktf's warning annotations; cdktf exports the adder alone, which captures a stack trace for each. */
const WARNING = '@cdktf/warn';

/** Adds a warning that cdktf prints at synth, without the stack trace that makes thousands of them megabytes of manifest. */
export function addWarning(construct: IConstruct, message: string): void {
  construct.node.addMetadata(WARNING, message);
}
