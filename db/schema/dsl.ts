import type { ColumnType } from 'kysely';

/**
 * Tables as data. One definition of a table yields its row type (for Kysely), its DDL on both databases, the triggers
 * that capture changes, the canonical text that is hashed into the audit chain, and which columns a dry run compares.
 */

/** What a column means. The role decides hashing, previews and which values are left out of an effects digest. */
export type ColumnRole =
  | 'text' // any text
  | 'int' // any safe integer
  | 'money' // minor units of the row's (or the company's) currency; totalled in previews
  | 'micros' // price or unit cost, millionths of the major unit
  | 'qty' // steps of the item's stock unit; totalled in previews
  | 'bool' // 0 or 1
  | 'day' // company-local YYYY-MM-DD
  | 'instant' // UTC ISO text with milliseconds; left out of effects digests
  | 'json' // canonical JSON text
  | 'id' // this row's own text id; new ones are masked in effects digests
  | 'counter' // this row's own integer id, from a counter; masked
  | 'ref' // a text id of another row; masked when that row is new
  | 'counterRef' // an integer id of another row; masked when that row is new
  | 'seq' // commit number; left out
  | 'number' // human document number; left out
  | 'revision'; // left out

/** One column. `T` is the TypeScript type of the value, null included. */
export interface Column<T> {
  readonly role: ColumnRole;
  readonly sql: 'text' | 'int';
  readonly nullable: boolean;
  readonly personal: boolean;
  readonly references?: { readonly table: string; readonly column: string; readonly deferred: boolean };
  readonly check?: (column: string) => string;
  readonly fallback?: string | number;
  /** The only words a text may be; none for any text. */
  readonly words?: readonly string[];
  readonly type?: T;
  /** The column may be null; optional when inserting. */
  orNull(): Column<T | null>;
  /** The value is personal data: kept in the erasable side table, never in the chain itself. */
  asPersonal(): Column<T>;
  /** Foreign key. Deferred keys are tested at commit. */
  to(table: string, column?: string, deferred?: boolean): Column<T>;
  /** Extra CHECK, given the quoted column name. */
  must(check: (column: string) => string): Column<T>;
  /** Value used when an insert leaves the column out. */
  or(value: string | number): Column<T>;
}

type Parts = Omit<Column<unknown>, 'orNull' | 'asPersonal' | 'to' | 'must' | 'or' | 'type'>;

function column<T>(parts: Parts): Column<T> {
  return {
    ...parts,
    orNull: () => column<T | null>({ ...parts, nullable: true }),
    asPersonal: () => column<T>({ ...parts, personal: true }),
    to: (table, of = 'id', deferred = false) => column<T>({ ...parts, references: { table, column: of, deferred } }),
    must: (check) => column<T>({ ...parts, check }),
    or: (value) => column<T>({ ...parts, fallback: value }),
  };
}

const make = <T>(role: ColumnRole, sql: 'text' | 'int', check?: (c: string) => string): Column<T> =>
  column<T>({ role, sql, nullable: false, personal: false, ...(check ? { check } : {}) });

export const text = () => make<string>('text', 'text');
/** Text limited to the given words. */
export const word = <const W extends readonly string[]>(...words: W) =>
  column<W[number]>({
    role: 'text',
    sql: 'text',
    nullable: false,
    personal: false,
    words,
    check: (c) => `${c} in (${words.map((w) => `'${w}'`).join(', ')})`,
  });
export const int = () => make<number>('int', 'int');
export const money = () => make<number>('money', 'int');
export const micros = () => make<number>('micros', 'int');
export const qty = () => make<number>('qty', 'int');
export const bool = () => make<0 | 1>('bool', 'int', (c) => `${c} in (0, 1)`);
export const day = () => make<string>('day', 'text', (c) => `length(${c}) = 10`);
export const instant = () => make<string>('instant', 'text', (c) => `length(${c}) = 24`);
export const json = () => make<string>('json', 'text');
export const id = () => make<string>('id', 'text');
export const counter = () => make<number>('counter', 'int');
export const ref = (table: string, of = 'id') => make<string>('ref', 'text').to(table, of);
/** A text id that may point into one of several tables (a source, a subject): no foreign key. */
export const looseRef = () => make<string>('ref', 'text');
export const counterRef = (table: string, of = 'id') => make<number>('counterRef', 'int').to(table, of);
export const seq = () => make<number>('seq', 'int');
export const number = () => make<string>('number', 'text');
export const revision = () => make<number>('revision', 'int').or(1);

type Columns = Readonly<Record<string, Column<unknown>>>;
type ValueOf<C> = C extends Column<infer T> ? T : never;
/** Row type for Kysely: null columns are optional when inserting. */
export type RowOf<C extends Columns> = {
  [K in keyof C]: null extends ValueOf<C[K]> ? ColumnType<ValueOf<C[K]>, ValueOf<C[K]> | undefined, ValueOf<C[K]>> : ValueOf<C[K]>;
};

/**
 * - `ledger`: append-only; rows carry `seq` and `row_hash`; UPDATE and DELETE fail in SQL; digested into the chain.
 * - `record`: documents, lines and masters; every change is captured by triggers.
 * - `derived`: balances and caches that can be re-derived from ledgers; not captured.
 * - `system`: the engine's own tables.
 */
export type TableKind = 'ledger' | 'record' | 'derived' | 'system';

export interface Table<N extends string = string, C extends Columns = Columns> {
  readonly name: N;
  readonly kind: TableKind;
  readonly columns: C;
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly IndexSpec[];
  readonly checks: readonly string[];
  /** For lines: the column that names the owning document, whose revision must rise with any change to the line. */
  readonly lineOf?: { readonly table: string; readonly column: string };
  /** Extra DDL (triggers) per database, run after all tables exist. */
  readonly extra?: { readonly sqlite: readonly string[]; readonly postgres: readonly string[] };
}

export interface IndexSpec {
  readonly columns: readonly string[];
  readonly where?: string;
}

interface TableOptions<C extends Columns> {
  readonly kind: TableKind;
  readonly columns: C;
  readonly primaryKey?: readonly (keyof C & string)[];
  readonly unique?: readonly (readonly (keyof C & string)[])[];
  readonly indexes?: readonly (readonly (keyof C & string)[] | { columns: readonly (keyof C & string)[]; where: string })[];
  readonly checks?: readonly string[];
  readonly lineOf?: { table: string; column: keyof C & string };
  readonly extra?: { sqlite: readonly string[]; postgres: readonly string[] };
}

/** Defines a table. Ledger tables must have `id` (counter), `seq` and `row_hash`. */
export function table<const N extends string, C extends Columns>(name: N, options: TableOptions<C>): Table<N, C> {
  const { kind, columns } = options;
  const primaryKey = options.primaryKey ?? ['id'];
  for (const key of primaryKey) if (!columns[key]) throw new Error(`${name}: no key column ${key}`);
  if (kind === 'ledger' && !(columns['id']?.role === 'counter' && columns['seq'] && columns['row_hash']))
    throw new Error(`${name}: a ledger needs id (counter), seq and row_hash`);
  return {
    name,
    kind,
    columns,
    primaryKey,
    unique: options.unique ?? [],
    indexes: (options.indexes ?? []).map((i): IndexSpec => ('columns' in i ? i : { columns: i })),
    checks: options.checks ?? [],
    ...(options.lineOf ? { lineOf: options.lineOf } : {}),
    ...(options.extra ? { extra: options.extra } : {}),
  };
}

/** The columns every ledger starts with. */
export const ledgerColumns = () => ({ id: counter(), seq: seq(), row_hash: int() });
