import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import type { Standing, StandingRows } from './context.ts';

type Any = { readonly tables: readonly TableName[] };
type Rows = Map<string, unknown>;
const reads = (what: Any, tables: ReadonlySet<TableName>) => what.tables.some((t) => tables.has(t));

/** Rows of one kind kept at most; beyond that all of them are dropped, so that a catalogue of millions takes no memory. */
const MAX_ROWS = 20_000;

/**
 * Values rooms read in nearly every command and that rarely change, kept by the single writer from one commit to the next.
 * What a commit changed is dropped by the rows the triggers saw. Inside a command the room says `forget` after it wrote such a
 * table; a command that wrote one, read a value of it and never said so cannot commit.
 */
export class StandingValues {
  readonly #kept = new Map<Any, unknown>();
  readonly #keptRows = new Map<Any, Rows>();
  /** Loaded by the running command: kept once it has committed. */
  readonly #fresh = new Map<Any, unknown>();
  readonly #freshRows = new Map<Any, Rows>();
  readonly #read = new Set<Any>();
  readonly #written = new Set<TableName>();

  async get<T>(tx: Connection<DB>, what: Standing<T>): Promise<T> {
    this.#read.add(what);
    const from = this.#kept.has(what) && !reads(what, this.#written) ? this.#kept : this.#fresh;
    if (!from.has(what)) from.set(what, await what.load(tx));
    return from.get(what) as T;
  }

  async getRows<T>(tx: Connection<DB>, what: StandingRows<T>, keys: Iterable<string>): Promise<Map<string, T>> {
    this.#read.add(what);
    const kept = reads(what, this.#written) ? undefined : this.#keptRows.get(what);
    let fresh = this.#freshRows.get(what);
    const found = new Map<string, T>();
    const missing = new Set<string>();
    for (const key of keys) {
      const row = kept?.get(key) ?? fresh?.get(key);
      if (row === undefined) missing.add(key);
      else found.set(key, row as T);
    }
    if (missing.size === 0) return found;
    if (!fresh) this.#freshRows.set(what, (fresh = new Map()));
    for (const [key, row] of await what.load(tx, [...missing])) {
      found.set(key, row);
      fresh.set(key, row);
    }
    return found;
  }

  forget(tables: readonly TableName[]): void {
    for (const t of tables) this.#written.add(t);
    for (const values of [this.#fresh, this.#freshRows])
      for (const what of values.keys()) if (reads(what, this.#written)) values.delete(what);
  }

  /** What the running command changed and did not forget although it read it, in words. */
  notForgotten(changed: ReadonlySet<TableName>): string[] {
    const silent = new Set([...changed].filter((t) => !this.#written.has(t)));
    return [...this.#read].filter((w) => reads(w, silent)).map((w) => `${w.tables.join(', ')}: changed, but what was read stayed`);
  }

  /** After a commit that changed these tables. */
  keep(changed: ReadonlySet<TableName>): void {
    for (const [what, value] of this.#fresh) this.#kept.set(what, value);
    for (const [what, rows] of this.#freshRows) {
      const kept = this.#keptRows.get(what);
      if (!kept || kept.size + rows.size > MAX_ROWS) this.#keptRows.set(what, rows);
      else for (const [key, row] of rows) kept.set(key, row);
    }
    for (const values of [this.#kept, this.#keptRows]) for (const what of values.keys()) if (reads(what, changed)) values.delete(what);
    this.drop();
  }

  /** After a command that was taken back. */
  drop(): void {
    this.#fresh.clear();
    this.#freshRows.clear();
    this.#read.clear();
    this.#written.clear();
  }
}
