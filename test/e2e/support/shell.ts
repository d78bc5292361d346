/** Splits a command as a shell does, as far as the library's own commands go: at blanks, but not within single quotes. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}
