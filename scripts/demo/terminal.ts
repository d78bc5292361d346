import { maskValues } from '../../src/private/input/secrets';

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
  console.log(lines.map((line) => `   | ${maskValues(line)}`).join('\n'));
}
