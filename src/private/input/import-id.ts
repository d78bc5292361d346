/** The text that Terraform takes. */
export function joinImportId(keyId: string, ownerId?: string): string {
  return ownerId === undefined ? keyId : `${ownerId}/${keyId}`;
}

/** The start of a template, or its escape. */
const TEMPLATE_START = /^(?:\$\$\{|%%\{|([$%]\{))/;

/** Splits at each slash that no template encloses: `${a/b}/key` has two parts. */
export function splitImportId(text: string): string[] {
  const parts = [''];
  const open: ('{' | '"')[] = []; // braces of templates and objects, and the quoted strings within them
  for (let at = 0; at < text.length;) {
    const inside = open[open.length - 1];
    const start = inside === '{' ? null : TEMPLATE_START.exec(text.slice(at, at + 3));
    const piece = start?.[0] ?? (inside === '"' && text[at] === '\\' ? text.slice(at, at + 2) : text[at]);
    if (start?.[1] || (inside === '{' && piece === '{')) {
      open.push('{');
    } else if (piece === '"' && inside === '{') {
      open.push('"');
    } else if ((piece === '}' && inside === '{') || (piece === '"' && inside === '"')) {
      open.pop();
    }
    if (piece === '/' && inside === undefined) {
      parts.push('');
    } else {
      parts[parts.length - 1] += piece;
    }
    at += piece.length;
  }
  return parts;
}
