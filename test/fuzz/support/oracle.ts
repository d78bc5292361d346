import { Token } from 'cdktf';

/** Places at which Terraform begins to evaluate, read as HCL does: `${` and `%{`, but not where the same character stands before. */
export function evaluationsIn(text: string): number {
  let count = 0;
  for (let at = 0; at + 1 < text.length; at += 1) {
    const mark = text[at];
    if ((mark === '$' || mark === '%') && text[at + 1] === '{' && text[at - 1] !== mark) {
      count += 1;
    }
  }
  return count;
}

/** Whether Terraform or cdktf make something else of the text. */
export function isEvaluated(text: string): boolean {
  return evaluationsIn(text) > 0 || Token.isUnresolved(text);
}

/** What Terraform makes of a text in JSON that evaluates nothing: escapes resolved, Unicode composed, a byte order mark left out. */
export function asTerraformReads(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{').normalize('NFC');
}

/** The values of keys within a text: a prefix and at least 16 letters, digits, `_` or `-`. */
export function secretsIn(text: string): string[] {
  return text.match(/ory_(?:wak|pat|apikey)_[A-Za-z0-9_-]{16,}/g) ?? [];
}
