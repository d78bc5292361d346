/** An unescaped `${` or `%{`: the first character doubled is Terraform's escape. */
const TEMPLATE = /(?:^|[^$])\$\{|(?:^|[^%])%\{/;

/**
 * Whether Terraform would evaluate the string: it holds an unescaped `${` or `%{`. True for every string token of CDKTF, too, since
 * those are encoded as templates.
 */
export function isTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}

/** Escapes a string that comes from elsewhere, so that Terraform takes it as it is and evaluates nothing in it. */
export function escapeTemplate(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}
