import { Aspects, TerraformStack } from 'cdktf';
import { ApiKeyPolicy, ApiKeyPolicyProps } from '../../src';
import { newApp, newStack } from './stacks';

/** The breaches that synth tells of: lines of `[path] message`. It is 2030-01-01T00:00:00Z. */
export function breaches(policy: ApiKeyPolicyProps, fill: (stack: TerraformStack) => unknown): string[] {
  const app = newApp();
  const stack = newStack(app);
  Aspects.of(stack).add(new ApiKeyPolicy(policy));
  fill(stack);
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.startsWith('['));
  }
}
