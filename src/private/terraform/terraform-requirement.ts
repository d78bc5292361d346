import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { stateOf } from '../input/shared-state';
import { addBlocks } from './stack-blocks';

/** Oldest Terraform 1.x that each rendered feature needs; OpenTofu's numbers begin at 1.6, and it knows all of them in 1.10. */
export const TERRAFORM_FOR = {
  terraformData: 4,
  importBlock: 5,
  checkBlock: 5,
  importExpression: 6,
  removedBlock: 7,
} as const;

/** Asks for a Terraform that knows a feature: `required_version` of the stack, once, and no higher than what is rendered needs. */
export function requireTerraform(scope: IConstruct, minor: () => number | undefined): void {
  const needs = stateOf<(() => number | undefined)[]>(TerraformStack.of(scope), 'terraform-needs', () => {
    const list: (() => number | undefined)[] = [];
    addBlocks(scope, 'terraform', () => {
      const least = Math.max(...list.map((need) => need() ?? 0));
      return least > 0 ? { required_version: `>= 1.${least}` } : {};
    });
    return list;
  });
  needs.push(minor);
}
