/** What each group of measurements hands to the report. */

/** A promise of the library, and what was measured. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly verdict: Verdict;
}

/** A target that could not be measured here is not one that was missed. */
export type Verdict = 'met' | 'NOT MET' | 'NOT MEASURED';

/** A picture beside the report. */
export interface Plot {
  /** File name without the ending. */
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

export interface Section {
  readonly title: string;
  /** Markdown below the title. */
  readonly text: string;
  readonly targets?: readonly Target[];
  readonly plots?: readonly Plot[];
}

/** How much is measured. */
export interface Effort {
  readonly quick: boolean;
}

/** A cell of a table. */
export type Cell = string | number;

/** A Markdown table; the first column is a name, the others are numbers. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Milliseconds as a person reads them. */
export function time(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A median with the middle half of the samples. */
export function timeWithSpread({ median, low, high }: { median: number; low: number; high: number }): string {
  return `${time(median)} (${bare(low)}–${bare(high)})`;
}

export function ratio(value: number): string {
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

/** A target that a number must not exceed; not measured where there is none. */
export function atMost(name: string, limit: number, measured: number | undefined): Target {
  const wanted = `at most ${limit}`;
  return measured === undefined ? { name, wanted, measured: '', verdict: 'NOT MEASURED' } : { name, wanted, measured: ratio(measured), verdict: verdict(measured <= limit) };
}

export function verdict(met: boolean): Verdict {
  return met ? 'met' : 'NOT MET';
}

function bare(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
