/** The two databases a company may live in. */
export type Dialect = 'sqlite' | 'postgres';

/** A value as both drivers take it. Booleans are 0 and 1, JSON is text, integers are safe. */
export type SqlValue = string | number | null;

/** How an insert behaves when a row with the same key exists. */
export interface OnConflict<Row> {
  readonly key: readonly (keyof Row & string)[];
  /** Columns increased by the new value. */
  readonly add: readonly (keyof Row & string)[];
  /** Columns replaced by the new value. */
  readonly set?: readonly (keyof Row & string)[];
}

export type LooseRow = Readonly<Record<string, unknown>>;

/**
 * Refuses with a TypeError, naming `where`, what a driver would reject or silently bend: booleans, dates, objects,
 * undefined, fractions, unsafe integers, and text that one database stores differently from what was given (NUL and
 * halves of surrogate pairs: SQLite would replace them, PostgreSQL refuse them).
 */
export function checkValue(value: unknown, where: string, column?: string): SqlValue {
  if (value === null) return null;
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw notStorable('the text holds NUL or half a character', where, column);
    return value;
  }
  if (typeof value !== 'number') throw notStorable(`a value of type ${typeof value} cannot be stored`, where, column);
  if (!Number.isSafeInteger(value)) throw notStorable(`${value} is not a safe integer`, where, column);
  return value;
}

/** The place is put together only here: every value of every row passes `checkValue`. */
const notStorable = (what: string, where: string, column: string | undefined) =>
  new TypeError(`${column === undefined ? where : `${where}.${column}`}: ${what}`);

/**
 * Returns `rows` unless one holds a number beyond the safe integers: an int8 read as a JS number has lost digits by
 * then, so it is a RangeError and never a silently wrong amount.
 */
export function checkSafeRows<R>(rows: readonly R[]): readonly R[] {
  for (const row of rows as readonly LooseRow[])
    for (const column in row) {
      const value = row[column];
      if (typeof value === 'number' && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER))
        throw new RangeError(`${column}: ${value} does not fit a safe integer`);
    }
  return rows;
}

/** Something equal for rows of equal key and for no others. */
export function keyOf(row: LooseRow, key: readonly string[]): unknown {
  const [only] = key;
  return key.length === 1 && only !== undefined ? row[only] : JSON.stringify(key.map((k) => row[k]));
}

/**
 * Sums rows of equal key, so that one statement never touches a row twice (PostgreSQL refuses that). `set` columns keep
 * the last value, other columns the first. A row that lacks a key, `add` or `set` column is a TypeError.
 */
export function mergeByKey<Row extends LooseRow>(table: string, rows: readonly Row[], conflict: OnConflict<Row>): Row[] {
  const { key, add, set = [] } = conflict;
  const needed = [...key, ...add, ...set];
  const merged = new Map<unknown, Record<string, unknown>>();
  for (const row of rows) {
    for (const column of needed) if (row[column] === undefined) throw new TypeError(`${table}.${column} is missing in a row`);
    const at = keyOf(row, key);
    const twin = merged.get(at);
    if (!twin) {
      merged.set(at, { ...row });
      continue;
    }
    for (const column of add) twin[column] = Number(twin[column]) + Number(row[column]);
    for (const column of set) twin[column] = row[column];
  }
  return [...merged.values()] as Row[];
}

/** Refuses two rows for one key in one update: which of them should win is for the caller to decide. */
export function assertDistinct(table: string, key: readonly string[], rows: readonly LooseRow[]): void {
  if (rows.length < 2) return;
  const seen = new Set<unknown>();
  for (const row of rows) {
    const at = keyOf(row, key);
    if (seen.has(at)) throw new TypeError(`${table}: two rows update ${describeKey(row, key)}`);
    seen.add(at);
  }
}

/** The key of a row in words, for messages. */
export const describeKey = (row: LooseRow, key: readonly string[]): string => key.map((k) => `${k} ${String(row[k])}`).join(', ');

/** Names of the columns a row gives; undefined means left out. */
export function columnsOf(row: LooseRow): string[] {
  const columns: string[] = [];
  for (const column in row) if (row[column] !== undefined) columns.push(column);
  return columns;
}
