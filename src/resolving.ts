import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** A value with its tokens as the stack would render them. */
export function resolvedIn(stack: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing: false });
}
