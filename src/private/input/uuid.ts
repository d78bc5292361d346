import { holdsSecret, quote } from './secrets';
import { isTemplate } from './templates';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EXAMPLE_UUID = '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10';

/** Why a text can be no id of a key, project or workspace; `undefined` when it can: a UUID, or what Terraform will evaluate. */
export function uuidProblem(text: unknown): string | undefined {
  if (typeof text === 'string' && (isTemplate(text) || UUID.test(text)) && !holdsSecret(text)) {
    return undefined;
  }
  if (typeof text === 'string' && text.includes('/')) {
    return `${quote(text)} holds a slash; expected a UUID alone, such as "${EXAMPLE_UUID}": give the project or workspace apart from the key`;
  }
  return `${quote(text)} is no UUID; expected one such as "${EXAMPLE_UUID}", as the Ory Console shows it, or a token`;
}
