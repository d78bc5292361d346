import { PROJECT_KEY, TERRAFORM_DATA, WORKSPACE_KEY } from './resource-types';
import { quote } from './secrets';

/** Where a key was before: the path that its construct had within the stack, or the address of a resource. */
export type Place = { readonly path: readonly string[] } | { readonly address: string };

/** A resource as `terraform state list` shows it, with the key of an instance of a set. */
const ADDRESS = /^(\w+)\.[\p{ID_Start}_][\p{ID_Continue}-]*(\["[^"$%\\\p{C}\p{Zl}\p{Zp}]+"\])?$/u;

/** A path at which nothing was ever deployed: cdktf takes the first letter or digit of its first id for the first of the address. */
const DIGIT_FIRST = /^[^\w/-]*[\d-]/;

/** Types of resources that keys are. */
const TYPES = [PROJECT_KEY, WORKSPACE_KEY, TERRAFORM_DATA];

/**
 * Reads a place.
 *
 * @param type type of the resource that an address has to name; none where paths alone will do
 * @returns the place, or what is wrong with the string and how to mend it
 */
export function parsePlace(text: string, type?: string): Place | { readonly problem: string } {
  const example = type === undefined ? '' : `, or an address such as "${type}.Old_F7E39C65", as \`terraform state list\` shows it`;
  const [, ofType] = ADDRESS.exec(text) ?? [];
  if (TYPES.includes(ofType)) {
    return ofType === type ? { address: text } : { problem: `${quote(text)} is an address; expected the path that the construct had within the stack, such as "Team/Old"${example}` };
  }
  const path = text.split('/');
  // What every JavaScript object has is a child of every construct to constructs.
  const isNoPath = path.some((id) => id.trim() === '' || id in Object.prototype) || /[\p{C}\p{Zl}\p{Zp}]|[$%]\{/u.test(text) || DIGIT_FIRST.test(text);
  if (isNoPath || /\b(ory_\w+_api_key|terraform_data)\./.test(text)) {
    return { problem: `${quote(text)} is no place of a key; expected the path that the construct had within the stack, such as "Team/Old"${example}` };
  }
  return { path };
}
