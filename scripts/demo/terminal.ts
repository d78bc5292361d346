/** Says what happens, as a person would read it: headings, and the program's own words indented. */
export function heading(text: string): void {
  console.log(`\n== ${text}`);
}

export function say(text: string): void {
  console.log(`   ${text}`);
}

/** Output of another program, indented, with every key value masked. */
export function quoteOutput(text: string, keep: (line: string) => boolean = () => true): void {
  const lines = text.trim().split('\n').filter(keep);
  console.log(lines.map((line) => `   | ${mask(line)}`).join('\n'));
}

/** The text with each key value cut after its prefix. */
export function mask(text: string): string {
  return text.replace(/ory_(pat|wak)_[A-Za-z0-9_.~+/=-]+/g, 'ory_$1_********');
}
