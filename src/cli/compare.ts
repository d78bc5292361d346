/** The order of two strings, for `sort`: by UTF-16 units, the same in every locale. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
