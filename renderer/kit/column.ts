/** Meaning carried by colour; always beside a word, never alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** One column of a list or a table: how a row's value reads. The same description draws grids and tables. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Pixels; `grow` shares what is left. */
  readonly width?: number;
  readonly grow?: boolean;
  /** Right-aligned in tabular figures. */
  readonly numeric?: boolean;
  /** Sorted by the engine under this name; only where the contract declares an index. */
  readonly sort?: string;
  readonly text: (row: Row) => string;
  /** Full or exact form, on hover. */
  readonly hint?: (row: Row) => string;
  readonly tone?: (row: Row) => Tone | undefined;
  /** A state: drawn as a coloured dot and its word. */
  readonly dot?: boolean;
  /** Path of the record the value names. */
  readonly link?: (row: Row) => string | undefined;
}

/** Quiet red for what is below zero. */
export const negative = (value: number): Tone | undefined => (value < 0 ? 'bad' : undefined);
