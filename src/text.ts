/** Longest part of a given text that a message repeats, in UTF-16 units. */
const SHOWN = 80;

/** An unescaped `${` or `%{`: the first character doubled is Terraform's escape. */
const TEMPLATE = /(?:^|[^$])\$\{|(?:^|[^%])%\{/;

/** The value of a key, as the Console hands it out: a prefix that names the kind, then the secret. */
const SECRET = /ory_(wak|pat)_[A-Za-z0-9_-]/;
const SECRETS = /ory_(wak|pat)_[A-Za-z0-9_.~+/=-]+/g;

/**
 * Whether Terraform would evaluate the text: it holds an unescaped `${` or `%{`. True for every text token of CDKTF, too, since
 * those are encoded as templates.
 */
export function isTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}

/** Escapes a text that comes from elsewhere, so that Terraform takes it as it is and evaluates nothing in it. */
export function escapeTemplate(text: string): string {
  return text.includes('{') ? text.replace(/([$%])\{/g, '$1$1{') : text;
}

/** Whether the text holds the value of an Ory API key, as opposed to a reference to one. */
export function holdsSecret(text: string): boolean {
  return SECRET.test(text);
}

/** The text with the secret part of every key value hidden. */
export function maskValues(text: string): string {
  return text.replace(SECRETS, 'ory_$1_***');
}

/** The text for a message: quoted, on one line, cut to a readable length, with every key value masked. */
export function quote(text: unknown): string {
  if (typeof text !== 'string') {
    return text === undefined ? 'nothing' : `a value of type ${text === null ? 'null' : typeof text}`;
  }
  // Masked before it is cut, so that no part of a value survives at the cut.
  const masked = maskValues(text.slice(0, SHOWN * 4));
  const shown = masked.length > SHOWN || text.length > SHOWN * 4 ? `${masked.slice(0, SHOWN)}…` : masked;
  return JSON.stringify(shown);
}
