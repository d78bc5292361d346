import { IConstruct } from 'constructs';
import { blockOf, StackBlock } from './stack-block';

/** Oldest Terraform that each rendered feature needs; OpenTofu's numbers begin at 1.6 and mean the same. */
export const TERRAFORM_FOR = {
  terraformData: 4,
  importBlock: 5,
  checkBlock: 5,
  importExpression: 6,
  removedBlock: 7,
} as const;

/** `required_version` of the stack: once, and no higher than what is rendered needs. */
export class TerraformRequirement extends StackBlock {
  /** Asks for Terraform 1.`minor` or later in the stack of a construct. */
  public static atLeast(scope: IConstruct, minor: number): void {
    TerraformRequirement.of(scope).needs.add(minor);
  }

  /** The same for a need that is known only when everything is made. */
  public static lazily(scope: IConstruct, minor: () => number): void {
    TerraformRequirement.of(scope).lateNeeds.push(minor);
  }

  private static of(scope: IConstruct): TerraformRequirement {
    return blockOf(scope, 'OryApiKeyTerraformVersion', (stack, id) => new TerraformRequirement(stack, id));
  }

  // cdktf's HCL renderer writes `0 = "required_version"` for it.
  protected readonly kind = 'a required_version';
  private readonly needs = new Set<number>();
  private readonly lateNeeds: (() => number)[] = [];

  protected blocks(): any {
    const minor = Math.max(...this.needs, ...this.lateNeeds.map((need) => need()));
    return { terraform: { required_version: `>= 1.${minor}` } };
  }
}
