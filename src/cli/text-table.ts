import { truncate, widthOf } from './safe-text';

/** Columns of a terminal that one cell may fill. */
const WIDEST = 60;

/**
 * A table for the eye: columns padded to one width, no rules but one under the header.
 *
 * @param rows - cells of one line each, as `printable` gives them
 */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => truncate(cell, WIDEST)));
  const widths = header.map((_, column) => cells.reduce((widest, row) => Math.max(widest, widthOf(row[column])), 0));
  const lines = cells.map((row) => row.map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell))).join('  ').trimEnd());
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}

/**
 * The same as a Markdown table.
 *
 * @param rows - cells as `markdown` gives them
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  // Also in code, where nothing else is escaped.
  const line = (row: readonly string[]): string => `| ${row.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |\n`;
  return [header, header.map(() => '---'), ...rows].map(line).join('');
}
