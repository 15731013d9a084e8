/** One figure of the benchmark. */
export interface Figure {
  readonly what: string;
  readonly engine: string;
  /** the same rows written, or read, by prepared statements alone; `-` where there is no such statement */
  readonly raw?: string;
  readonly wanted?: string;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const perSecond = (count: number, milliseconds: number, of: string): string =>
  `${Math.round((count * 1000) / Math.max(milliseconds, 0.001)).toLocaleString('en')} ${of}/s`;

/** Prints figures as a table, columns as wide as they must be. */
export function printFigures(figures: readonly Figure[], line: (text: string) => void): void {
  const rows = [['figure', 'engine', 'same rows, raw', 'wanted'], ...figures.map((f) => [f.what, f.engine, f.raw ?? '-', f.wanted ?? ''])];
  const widths = [0, 1, 2, 3].map((c) => Math.max(...rows.map((r) => (r[c] ?? '').length)));
  for (const [i, row] of rows.entries()) {
    line(`  ${row.map((cell, c) => cell.padEnd(widths[c] ?? 0)).join('   ')}`.trimEnd());
    if (i === 0) line(`  ${widths.map((w) => '-'.repeat(w)).join('   ')}`);
  }
}
