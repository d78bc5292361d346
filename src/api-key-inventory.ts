import { Lazy, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { PropChecks } from './checks';
import { factsOf } from './key-facts';
import { claimOutput } from './output-names';
import { watchStack } from './stack-watch';
import { escapeTemplate, isTemplate } from './private/input/templates';
import { copyWithoutTokens, TokenFree } from './token-free';

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
 * `imported`, `generation` (null but for rotating keys) and `environment` (null but for sets).
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
    watchStack(this);
    const name = new PropChecks(this.node.path).outputName('outputName', props?.outputName ?? 'ory_api_keys');
    const stack = TerraformStack.of(this);
    claimOutput(stack, name, this.node.path);
    this.output = new TerraformOutput(this, 'Output', { value: Lazy.anyValue({ produce: () => known(entriesOf(stack)) }) });
    this.output.overrideLogicalId(name);
  }
}

/** With nothing for cdktf to search, where there is no token in it. */
function known(entries: { [field: string]: any }[]): unknown {
  const copy = copyWithoutTokens(entries);
  return copy === undefined ? entries : new TokenFree(copy);
}

function entriesOf(stack: TerraformStack): { [field: string]: any }[] {
  return stack.node.findAll().filter((construct) => TerraformStack.of(construct) === stack).flatMap((construct) =>
    factsOf(construct).map((facts) => {
      const { id, name, owner, expiresAt } = facts.attributes();
      return {
        path: escapeTemplate(construct.node.path),
        kind: facts.kind,
        id,
        name: open(name, facts.name),
        owner: open(owner, facts.owner) ?? null,
        expires_at: open(expiresAt, facts.expiresAt) ?? null,
        imported: facts.imported,
        generation: facts.generation ?? null,
        environment: facts.environment ?? null,
      };
    }));
}

/**
 * An attribute of a key that the output may show: Terraform takes one for sensitive where what was given comes from a sensitive
 * variable, and refuses the output then. Older versions fail over `nonsensitive` where nothing is sensitive.
 */
function open(attribute: string | undefined, given: string | undefined): string | undefined {
  const expression = given !== undefined && isTemplate(given) ? /^\$\{(.*)\}$/.exec(attribute ?? '')?.[1] : undefined;
  return expression === undefined ? attribute : `\${try(nonsensitive(${expression}), ${expression})}`;
}
