/**
 * What this library remembers of an object of somebody else's: a construct, a stack, an app, an aspect.
 *
 * It stands on the object, under a registered symbol: a module-level map would not be seen by a second copy of this package in the
 * same tree (another version, or a deep import). Names and shapes are a contract between versions: what changes takes another name.
 *
 * @param owner what the state belongs to
 * @param name what it is
 * @param create makes the state when it is first asked for
 */
export function stateOf<T>(owner: object, name: string, create: () => T): T {
  const known = knownStateOf<T>(owner, name);
  if (known !== undefined) {
    return known;
  }
  const state = create();
  setState(owner, name, state);
  return state;
}

/** The same where there may be none. */
export function knownStateOf<T>(owner: object, name: string): T | undefined {
  return (owner as { [symbol: symbol]: T | undefined })[symbolOf(name)];
}

/** Remembers something in place of what was remembered before. */
export function setState<T>(owner: object, name: string, state: T): void {
  (owner as { [symbol: symbol]: T })[symbolOf(name)] = state;
}

function symbolOf(name: string): symbol {
  return Symbol.for(`ory-api-keys/${name}`);
}
