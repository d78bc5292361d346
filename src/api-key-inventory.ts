import { Lazy, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { PropChecks } from './private/input/checks';
import { escapeTemplate, isTemplate } from './private/input/templates';
import { exemptionOf, factsOf } from './private/keys/key-facts';
import { claimOutput } from './private/stack/output-names';
import { StackView } from './private/stack/stack-view';
import { refuseTokenId, registerStack } from './private/stack/stack-validation';

/** Properties of `ApiKeyInventory`. */
export interface ApiKeyInventoryProps {
  /**
   * Name of the output, exactly as it will be.
   *
   * @default "ory_api_keys"
   */
  readonly outputName?: string;
}

/**
 * An output that lists every key of the stack, never a value: read it by `terraform output -json | npx cdktf-ory-api-keys inventory`.
 *
 * Each entry has `path`, `kind` (project or workspace), `id`, `name`, `owner` (project or workspace), `expires_at` (null for never),
 * `imported`, `generation` (null but for rotating keys) and `environment` (null but for sets); and `exemption`, where `ApiKeyPolicy.exempt`
 * let the key off: the reason. A name that Terraform would have to show the value of a key for is null.
 */
export class ApiKeyInventory extends Construct {
  /** The output. */
  public readonly output: TerraformOutput;

  /**
   * @param scope where the construct goes: any construct of the stack to list
   * @param id id of the construct, unique in its scope
   * @param props name of the output
   * @throws ApiKeyValidationError when the name is taken or not valid
   */
  public constructor(scope: Construct, id: string, props?: ApiKeyInventoryProps) {
    super(scope, id);
    refuseTokenId(this);
    registerStack(this);
    const name = new PropChecks(this.node.path).outputName('outputName', props?.outputName ?? 'ory_api_keys');
    const stack = TerraformStack.of(this);
    claimOutput(stack, name, this.node.path);
    this.output = new TerraformOutput(this, 'Output', { value: Lazy.anyValue({ produce: () => entriesOf(stack) }) });
    this.output.overrideLogicalId(name);
  }
}

function entriesOf(stack: TerraformStack): { [field: string]: any }[] {
  const view = new StackView(stack);
  return view.constructs.flatMap((construct) =>
    factsOf(construct).map((facts) => {
      const { id, name, owner, expiresAt } = facts.attributes();
      const exemption = exemptionOf(construct, facts);
      return {
        path: escapeTemplate(construct.node.path),
        kind: facts.kind,
        id: id ?? null,
        name: shown(view, name, facts.name),
        owner: shown(view, owner, facts.owner),
        expires_at: shown(view, expiresAt, facts.expiresAt),
        imported: facts.imported,
        generation: facts.generation ?? null,
        environment: facts.environment ?? null,
        ...(exemption === undefined ? {} : { exemption: escapeTemplate(exemption) }),
      };
    }));
}

/** What an expression over the value of a key holds, in this stack or, by the name of its output, in another. */
const VALUE = /\bsensitive\s*\(|\bory_(?:project|workspace)_api_key\.[^}]*(?:\.|\[")value\b|\bory_(?:project|workspace)_api_key[\w-]*value\b/;

/**
 * An attribute of a key as the output may show it. Terraform takes one for sensitive where what was given comes from a sensitive
 * variable, and refuses the output then; older versions fail over `nonsensitive` where nothing is sensitive. The value of a key is never shown.
 */
function shown(view: StackView, attribute: string | undefined, given: string | undefined): string | null {
  if (attribute === undefined || given === undefined || !isTemplate(given)) {
    return attribute ?? null;
  }
  const expression = attribute.slice(2, -1); // without its `${` and `}`
  return VALUE.test(view.expressionOf(given)) ? null : `\${try(nonsensitive(${expression}), ${expression})}`;
}
