import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One line of the table: what went wrong when, and what became of it. */
export interface FaultRow {
  readonly stage: string;
  readonly fault: string;
  /** How the apply ended that the fault hit. */
  readonly hit: string;
  /** How the next apply ended. */
  readonly next: string;
  /** Live keys that no state knows, each found by the adoption command. */
  readonly orphans: number;
}

const HEAD: Record<keyof FaultRow, string> = { stage: 'stage', fault: 'fault', hit: 'the apply', next: 'the next apply', orphans: 'orphans' };

/** The table is collected in a file: the tests run in several processes. */
const VARIABLE = 'E2E_FAULT_TABLE';

/** Makes an empty table, before all tests. */
export function openFaultTable(): void {
  process.env[VARIABLE] = join(mkdtempSync(join(tmpdir(), 'ory-api-keys-e2e-faults-')), 'rows');
  writeFileSync(process.env[VARIABLE], '');
}

/** Adds a line. */
export function noteFault(row: FaultRow): void {
  appendFileSync(process.env[VARIABLE]!, `${JSON.stringify(row)}\n`);
}

/** Prints the table as Markdown, after all tests, if there is anything in it. */
export function printFaultTable(): void {
  const file = process.env[VARIABLE]!;
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as FaultRow);
  rmSync(dirname(file), { recursive: true });
  if (rows.length > 0) {
    rows.sort((a, b) => a.stage.localeCompare(b.stage));
    process.stdout.write(`\nFaults: what became of the apply that was hit, and of the next one\n\n${markdown([HEAD, ...rows])}\n`);
  }
}

function markdown(rows: readonly Record<keyof FaultRow, unknown>[]): string {
  const columns = Object.keys(HEAD) as (keyof FaultRow)[];
  const widths = columns.map((column) => Math.max(...rows.map((row) => `${row[column] as string}`.length)));
  const [head, ...lines] = rows.map((row) => `| ${columns.map((column, i) => `${row[column] as string}`.padEnd(widths[i])).join(' | ')} |\n`);
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`, ...lines].join('');
}
