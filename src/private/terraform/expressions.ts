import { conditional, DefaultTokenResolver, Fn, Op, ref, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import { isTemplate } from '../input/templates';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** A string token as cdktf encodes it. */
const TOKENS = /\$\{TfToken\[[^\]]*\]\}/g;

/** A value with its tokens as the stack would render them. */
export function resolvedIn(stack: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing: false });
}

/** The value, marked sensitive in Terraform: what comes from another stack's state has no mark of its own. */
export function sensitive(value: string): string {
  return isWrittenByHand(value) ? `\${sensitive("${value}")}` : Token.asString(Fn.sensitive(value));
}

/** The SHA-256 hash of what `sensitive` gave; cdktf's function refuses the quotes that may be in it. */
export function hashOf(value: string): string {
  return isWrittenByHand(value) ? `\${sha256(${value.slice(2, -1)})}` : Fn.sha256(value);
}

/**
 * An instant in the one spelling that the provider's state survives: a literal as it is, what Terraform evaluates by `timeadd`, which
 * cuts off fractions of a second and writes an offset of zero as `Z`. Null stays null.
 */
export function normalizedInstant(instant: string): string {
  if (!isTemplate(instant)) {
    return instant;
  }
  return isWrittenByHand(instant)
    ? `\${"${instant}" == null ? null : timeadd("${instant}", "0s")}`
    : Token.asString(conditional(Op.eq(instant, Token.nullValue()), Token.nullValue(), Fn.timeadd(instant, '0s')));
}

/**
 * A map that Terraform evaluates, as an object: that is what a map which was written out is to Terraform, and neither equals the other
 * though their entries do.
 */
export function asObject(map: string): string {
  return isWrittenByHand(map) ? map.replace(/^\$\{(.*)\}$/s, '${merge({}, $1)}') : Token.asString(Fn.merge([{}, map]));
}

/** Whether an attribute of a resource, `ory_project_api_key.ci.id`, equals a string. */
export function equals(attribute: string, text: string): string {
  return isTemplate(text) && !isWrittenByHand(text) ? Token.asString(Op.eq(ref(attribute), text)) : `\${${attribute} == "${text}"}`;
}

/** Whether there is a template in it that is no token: cdktf's functions would escape it. */
function isWrittenByHand(text: string): boolean {
  return isTemplate(text.replace(TOKENS, ''));
}
