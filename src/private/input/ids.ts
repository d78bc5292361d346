import { holdsSecret, quote } from './secrets';
import { isTemplate } from './templates';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EXAMPLE_UUID = '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10';

/** Why a string can be no id of a key, project or workspace; `undefined` when it can: a UUID, or what Terraform will evaluate. */
export function uuidProblem(text: unknown): string | undefined {
  if (typeof text === 'string' && (isTemplate(text) || UUID.test(text)) && !holdsSecret(text)) {
    return undefined;
  }
  if (typeof text === 'string' && text.includes('/')) {
    return `${quote(text)} holds a slash; expected a UUID alone, such as "${EXAMPLE_UUID}": give the project or workspace apart from the key`;
  }
  return `${quote(text)} is no UUID; expected one such as "${EXAMPLE_UUID}", as the Ory Console shows it, or a token`;
}

/** The string that Terraform takes. */
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
