/** Meaning carried by colour; always beside a word, never alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/**
 * How a list is filtered by a column: the name its contract knows, and what is typed or chosen. `set` offers the values that
 * are there with their counts; `named` says that the values are ids the engine has names for, `words` how a code reads that is not a word.
 */
export type ColumnFilter<Name extends string = string> =
  | { readonly by: Name; readonly kind: 'set'; readonly named?: true; readonly words?: (value: string) => string }
  | { readonly by: Name; readonly kind: 'text'; readonly words?: (value: string) => string }
  | { readonly by: Name; readonly kind: 'number' | 'day' }
  | { readonly by: Name; readonly kind: 'money'; readonly currency: string };

/** One column of a list or a table: how a row's value reads. The same description draws grids and tables. */
export interface Column<Row, SortName extends string = string, FilterName extends string = string> {
  readonly id: string;
  readonly title: string;
  /** Pixels; `grow` shares what is left. */
  readonly width?: number;
  readonly grow?: boolean;
  /** Right-aligned in tabular figures. */
  readonly numeric?: boolean;
  /** Sorted by the engine under this name; only where the contract declares an index. */
  readonly sort?: SortName;
  /** Filtered by the engine; only where the contract declares it. */
  readonly filter?: ColumnFilter<FilterName>;
  /** Not shown until somebody chooses it. */
  readonly aside?: boolean;
  /** Field of the row that an export writes, where it is not named like the column. */
  readonly field?: string;
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
