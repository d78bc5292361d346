/** Longest part of a given string that a message repeats, in UTF-16 units. */
const SHOWN = 80;

/**
 * The value of a key, as the Console hands it out: a prefix that names the kind, then the secret. Anything shorter is a name or a
 * placeholder.
 */
const VALUE = /ory_(wak|pat|apikey)_[A-Za-z0-9_-]{16,}/;
const VALUES = new RegExp(`${VALUE.source}[A-Za-z0-9_.~+/=-]*`, 'g');

/** Whether the string holds the value of an Ory API key, as opposed to a reference to one. */
export function holdsSecret(text: string): boolean {
  return VALUE.test(text);
}

/** The string with the secret part of every key value hidden. */
export function maskValues(text: string): string {
  return text.replace(VALUES, 'ory_$1_***');
}

/** What was given, for a message: quoted, on one line, cut to a readable length, with every key value masked. */
export function quote(given: unknown): string {
  if (typeof given !== 'string') {
    return given === undefined ? 'nothing' : `a value of type ${given === null ? 'null' : typeof given}`;
  }
  const masked = maskValues(given); // before it is cut, so that no part of a value survives at the cut
  return JSON.stringify(masked.length > SHOWN ? `${masked.slice(0, SHOWN)}…` : masked);
}
