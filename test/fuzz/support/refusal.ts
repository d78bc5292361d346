import { secretsIn } from './oracle';

/** Longest message, in UTF-16 units. */
const LONGEST = 4096;

/** Names of everything that all objects, texts, lists and functions have. */
function builtIns(): string {
  return [Object, String, Array, Function].map((type) => Object.getOwnPropertyNames(type.prototype).join()).join(' ');
}

const BUILT_INS = builtIns();

/** Fails when something was put into a prototype that everything has. */
export function checkPrototypes(): void {
  if (builtIns() !== BUILT_INS) {
    throw new Error('a prototype was changed');
  }
}

/** Fails unless a message is one short line without any value of a key that the text held. */
export function checkMessage(message: string, text: string): void {
  const shown = secretsIn(text).find((secret) => message.includes(secret));
  if (shown !== undefined) {
    throw new Error(`a message shows the secret ${shown}: ${message.slice(0, 500)}`);
  }
  if (/[\n\r\u0085\u2028\u2029]/.test(message)) {
    throw new Error(`a message has more than one line: ${JSON.stringify(message.slice(0, 500))}`);
  }
  if (message.length > LONGEST) {
    throw new Error(`a message is ${message.length} characters long: ${message.slice(0, 200)}`);
  }
}

/** Does something with a hostile text. Gives what came of it, or undefined where it was refused; fails on any other error. */
export function attempt<T>(text: string, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    const { name, message } = error as Error; // not the stack, which takes long to write
    if (name !== 'ApiKeyValidationError') {
      throw new Error(`${JSON.stringify(text.slice(0, 300))} made ${name}: ${message}`, { cause: error });
    }
    checkMessage(message, text);
    return undefined;
  } finally {
    checkPrototypes();
  }
}
