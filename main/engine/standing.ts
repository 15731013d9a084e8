import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import type { Standing } from './context.ts';

type Any = Standing<unknown>;
const reads = (what: Any, tables: ReadonlySet<TableName>) => what.tables.some((t) => tables.has(t));

/**
 * Values rooms read in nearly every command and that rarely change, kept by the single writer from one commit to the next.
 * What a commit changed is dropped by the rows the triggers saw. Inside a command the room says `forget` after it wrote such a
 * table; a command that wrote one, read a value of it and never said so cannot commit.
 */
export class StandingValues {
  readonly #kept = new Map<Any, unknown>();
  /** Loaded by the running command: kept once it has committed. */
  readonly #fresh = new Map<Any, unknown>();
  readonly #read = new Set<Any>();
  readonly #written = new Set<TableName>();

  async get<T>(tx: Connection<DB>, what: Standing<T>): Promise<T> {
    this.#read.add(what);
    const from = this.#kept.has(what) && !reads(what, this.#written) ? this.#kept : this.#fresh;
    if (!from.has(what)) from.set(what, await what.load(tx));
    return from.get(what) as T;
  }

  forget(tables: readonly TableName[]): void {
    for (const t of tables) this.#written.add(t);
    for (const what of this.#fresh.keys()) if (reads(what, this.#written)) this.#fresh.delete(what);
  }

  /** What the running command changed and did not forget although it read it, in words. */
  notForgotten(changed: ReadonlySet<TableName>): string[] {
    const silent = new Set([...changed].filter((t) => !this.#written.has(t)));
    return [...this.#read].filter((w) => reads(w, silent)).map((w) => `${w.tables.join(', ')}: changed, but what was read stayed`);
  }

  /** After a commit that changed these tables. */
  keep(changed: ReadonlySet<TableName>): void {
    for (const [what, value] of this.#fresh) this.#kept.set(what, value);
    for (const what of this.#kept.keys()) if (reads(what, changed)) this.#kept.delete(what);
    this.drop();
  }

  /** After a command that was taken back. */
  drop(): void {
    this.#fresh.clear();
    this.#read.clear();
    this.#written.clear();
  }
}
