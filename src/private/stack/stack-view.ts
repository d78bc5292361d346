import { TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import { IConstruct } from 'constructs';
import { resolvedIn } from '../terraform/expressions';

const LOCAL = /\blocal\.([\w-]+)/g;
const VARIABLE = /\bvar\.([\w-]+)/g;

/** A stack when all of it is made: what its validations look at. */
export class StackView {
  /** Its constructs, without those of stacks within. */
  public readonly constructs: readonly IConstruct[];

  private locals?: ReadonlyMap<string, TerraformLocal>;
  private variables?: ReadonlyMap<string, TerraformVariable>;

  public constructor(public readonly stack: TerraformStack) {
    this.constructs = stack.node.findAll().filter((construct) => TerraformStack.of(construct) === stack);
  }

  /** A value as Terraform would read it, with the locals that it refers to in place of their names. */
  public expressionOf(value: unknown): string {
    return this.inline(this.resolve(value), new Set());
  }

  /** The variables that an expression refers to. */
  public variablesIn(expression: string): readonly TerraformVariable[] {
    this.variables ??= byId(this.constructs.filter((construct) => construct instanceof TerraformVariable));
    return [...expression.matchAll(VARIABLE)].flatMap(([, id]) => this.variables!.get(id) ?? []);
  }

  private resolve(value: unknown): string {
    const resolved = resolvedIn(this.stack, value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved) ?? '';
  }

  private inline(expression: string, within: ReadonlySet<string>): string {
    return expression.replace(LOCAL, (name, id: string) => {
      this.locals ??= byId(this.constructs.filter((construct) => construct instanceof TerraformLocal));
      const local = this.locals.get(id);
      return local && !within.has(id) ? this.inline(this.resolve(local.toTerraform().locals[id]), new Set([...within, id])) : name;
    });
  }
}

function byId<T extends TerraformLocal | TerraformVariable>(elements: readonly T[]): ReadonlyMap<string, T> {
  return new Map(elements.map((element) => [element.friendlyUniqueId, element]));
}
