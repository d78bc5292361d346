import { Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

const POLICIES = new WeakSet<IAspect>();

/** Notes that an aspect is a policy of this library. */
export function notePolicy(aspect: IAspect): void {
  POLICIES.add(aspect);
}

/** Applies the policies that stand above a stack: cdktf runs the aspects of the stack and below, but not those of the app. */
export function applyPoliciesAbove(stack: TerraformStack, constructs: readonly IConstruct[]): void {
  const policies = stack.node.scopes.slice(0, -1).flatMap((scope) => Aspects.of(scope).all.filter((aspect) => POLICIES.has(aspect)));
  for (const policy of policies) {
    constructs.forEach((construct) => policy.visit(construct));
  }
}
