import {
  type AliasableExpression,
  type Expression,
  type Insertable,
  type Kysely,
  type OrderByItemBuilder,
  type RawBuilder,
  sql,
} from 'kysely';
import type { Params, RowsetColumns, RowsetRow, SetStatement, Statement } from './statement.ts';
import type { Dialect, OnConflict } from './values.ts';

export { classifyDbError, TransactionAborted } from './failure.ts';
export {
  type Params,
  type RowsetColumns,
  type RowsetRow,
  type SetStatement,
  type Statement,
  setStatement,
  statement,
} from './statement.ts';
export type { Dialect, OnConflict } from './values.ts';
export { idsByWords, wordsOf } from './words.ts';

/**
 * One physical connection with a Kysely on it. Transactions are begun here, never through Kysely. A transaction in which
 * a statement failed cannot be committed, on either database: `commit` then rolls back and throws TransactionAborted.
 */
export interface Connection<DB> {
  readonly dialect: Dialect;
  readonly db: Kysely<DB>;
  /** `write` takes the one write lock at once; `read` sees one snapshot until it ends. */
  begin(mode: 'write' | 'read'): Promise<void>;
  commit(): Promise<void>;
  /** Ends the transaction without saving; does nothing when there is none. */
  rollback(): Promise<void>;
  /** Runs a script without parameters. */
  exec(script: string): Promise<void>;
  /**
   * Inserts rows, all or none. A column left out (or undefined) gets its default. With `conflict`, rows of equal key are
   * summed first and then added to what is there; no `add` and no `set` leaves what is there alone. A delta may be
   * negative although a CHECK forbids a negative balance: only the resulting row is tested.
   */
  insertMany<T extends keyof DB & string>(table: T, rows: readonly Insertable<DB[T]>[], conflict?: OnConflict<DB[T]>): Promise<void>;
  /**
   * Sets the non-key columns of rows found by key, all or none, and returns how many were found. A row that is not there
   * is an error unless `mustMatch` is false; two rows of one key are always an error.
   */
  updateMany<T extends keyof DB & string>(
    table: T,
    key: readonly (keyof DB[T] & string)[],
    rows: readonly Partial<Insertable<DB[T]>>[],
    options?: { readonly mustMatch?: boolean },
  ): Promise<number>;
  /** Rows as a table to select from and join, bound as one parameter however many they are. */
  rowset<C extends RowsetColumns>(rows: readonly RowsetRow<C>[], columns: C): AliasableExpression<RowsetRow<C>>;
  /** Runs a statement that was compiled once. */
  run<P extends Params, R>(prepared: Statement<P, R>, params: P): Promise<R[]>;
  /** Runs a set statement for these rows; for none it answers nothing without asking the database. */
  runFor<C extends RowsetColumns, P extends Params, R>(
    prepared: SetStatement<C, P, R>,
    rows: readonly RowsetRow<C>[],
    ...params: keyof P extends never ? [] : [P]
  ): Promise<R[]>;
  close(): Promise<void>;
}

/**
 * Sum of an integer column or expression as an integer, 0 over no rows. PostgreSQL sums bigint to numeric; a sum beyond
 * int8 is an error on both, one beyond the safe integers a RangeError when it is read.
 */
export function sumInt(of: string | Expression<unknown>): RawBuilder<number> {
  return sql<number>`cast(coalesce(sum(${typeof of === 'string' ? sql.ref(of) : of}), 0) as bigint)`;
}

/** Number of rows, as an integer. */
export const countRows = (): RawBuilder<number> => sql<number>`count(*)`;

/**
 * Order with null as the smallest value on both databases: `.orderBy('due_on', nullsSmallest('desc'))`. It is what
 * SQLite's indexes deliver without sorting; PostgreSQL alone would put null last when ascending.
 */
export const nullsSmallest = (direction: 'asc' | 'desc') => (order: OrderByItemBuilder) =>
  direction === 'asc' ? order.asc().nullsFirst() : order.desc().nullsLast();

export const quoteIdent = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
