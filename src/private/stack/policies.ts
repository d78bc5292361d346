import { Aspects, IAspect } from 'cdktf';
import { knownStateOf, setState } from '../input/shared-state';
import { StackView } from './stack-view';

/** Marks an aspect as a policy of this library. */
export function registerPolicy(aspect: IAspect): void {
  setState(aspect, 'policy', true);
}

/**
 * Applies the policies that stand above a stack: cdktf runs the aspects of the stack and below, but not those of the app. A policy judges
 * each key once.
 */
export function applyPolicies({ stack, constructs }: StackView): void {
  const policies = stack.node.scopes.flatMap((scope) => Aspects.of(scope).all.filter((aspect) => knownStateOf(aspect, 'policy')));
  for (const policy of policies) {
    constructs.forEach((construct) => policy.visit(construct));
  }
}
