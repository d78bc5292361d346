import { TerraformOutput } from 'cdktf';
import { maskValues } from '../input/secrets';
import { addWarning } from './annotation';
import { StackView } from './stack-view';

/** Id of the output by which cdktf hands something to another stack, without what is handed over. */
const HANDED_OVER = 'cross-stack-output-';

/** What an expression over the value of a key holds, as every construct of this library gives it. */
const MARKED = /\bsensitive\s*\(/;

/** A key that Terraform manages. */
const KEY = /\bory_(?:project|workspace)_api_key\./;

/**
 * Tells of what another stack reads that holds the value of a key, other than by the key itself: a local, such as `Bearer ${key.value}`.
 * The mark stays behind in this stack, and the plans of the other show the value. What is marked and no key of this stack is warned of.
 */
export function describeLostMarks(view: StackView): string[] {
  return view.constructs.flatMap((construct) => {
    const [before, handedOver] = construct.node.id.split(HANDED_OVER);
    if (before !== '' || handedOver === undefined || !TerraformOutput.isTerraformOutput(construct)) {
      return [];
    }
    const expression = view.expressionOf((construct as TerraformOutput).value);
    if (!MARKED.test(expression)) {
      return [];
    }
    const problem = `${maskValues(handedOver)} holds a sensitive value, and is read by another stack, whose plans would show it; expected the value of the key itself there: put together in the stack that uses it what is made of it`;
    if (KEY.test(expression)) {
      return [`${view.stack.node.path}: ${problem}`];
    }
    addWarning(view.stack, problem);
    return [];
  });
}
