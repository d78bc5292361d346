import { quote } from '../../private/input/secrets';
import { CommandError } from '../failure';
import { fieldOf, isObject, JsonObject, typeOf } from '../input';
import { Expected, Read } from '../source';

/** What is read. */
export const OUTPUTS: Expected = {
  what: 'the outputs of a stack',
  howTo: 'write them with "terraform output -json", or with "cdktf deploy --outputs-file FILE"',
  pipe: 'terraform output -json | cdktf-ory-api-keys inventory',
  mebibytes: 64,
};

/** The child of an ApiKeyInventory that cdktf names in its file of outputs. */
const OUTPUT_ID = 'Output';

/**
 * The inventories among the outputs, each a list of entries that are still to be checked: one of `terraform output -json`, those of all stacks
 * in the file of cdktf's `--outputs-file`, or the value of an inventory's output alone.
 *
 * @param outputName - name of the inventory's output
 * @throws CommandError when there is none; the message repeats no value, since outputs hold secrets
 */
export function inventoriesIn({ json, what }: Read, outputName: string): (readonly unknown[])[] {
  if (Array.isArray(json)) {
    return [json];
  }
  if (!isObject(json)) {
    throw new CommandError(`${what} is JSON of another shape: ${typeOf(json)} instead of ${OUTPUTS.what}; ${OUTPUTS.howTo}`);
  }
  if (Object.keys(json).length === 0) {
    throw new CommandError(`${what} holds no outputs; apply a stack with an ApiKeyInventory first, and run "terraform output -json" where its state is`);
  }
  return Object.values(json).every(isOutput) ? [outputOf(json, what, outputName)] : inTree(json, what, outputName);
}

/** Whether it is an output as Terraform describes it; cdktf's file has the values alone. */
function isOutput(output: unknown): boolean {
  return typeof fieldOf(output, 'sensitive') === 'boolean' && isObject(output) && Object.hasOwn(output, 'value');
}

function outputOf(outputs: JsonObject, what: string, name: string): readonly unknown[] {
  const output = fieldOf(outputs, name);
  if (output === undefined) {
    const names = Object.keys(outputs).sort().slice(0, 10).map((known) => quote(known)).join(', ');
    throw new CommandError(`${what} has no output ${quote(name)}; expected that of an ApiKeyInventory: add one to the stack and deploy, or name its output with --output. The first outputs are ${names}`);
  }
  const value = fieldOf(output, 'value');
  if (!Array.isArray(value)) {
    throw new CommandError(`the output ${quote(name)} of ${what} is no inventory: it is ${typeOf(value)} instead of a list; name the inventory's output with --output`);
  }
  return value;
}

/** cdktf's file has, by stack, the outputs by the ids of the constructs that hold them, and the names of few outputs. */
function inTree(stacks: JsonObject, what: string, name: string): (readonly unknown[])[] {
  const found: unknown[][] = [];
  // As deep as it likes, so no recursion.
  const open: JsonObject[] = [stacks];
  for (let tree = open.pop(); tree !== undefined; tree = open.pop()) {
    for (const [id, node] of Object.entries(tree)) {
      if (Array.isArray(node) && (id === name || (node.length === 0 ? id === OUTPUT_ID : node.every(isEntry)))) {
        found.push(node);
      } else if (isObject(node)) {
        open.push(node);
      }
    }
  }
  if (found.length === 0) {
    throw new CommandError(`${what} holds no inventory; expected ${OUTPUTS.what} with an ApiKeyInventory: ${OUTPUTS.howTo}`);
  }
  return found;
}

function isEntry(node: unknown): boolean {
  return ['project', 'workspace'].some((kind) => kind === fieldOf(node, 'kind')) && typeof fieldOf(node, 'path') === 'string';
}
