import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';

/** Values that only go up, as the single writer knows them: what is committed, and what the running command took. */
class Rising {
  readonly #committed = new Map<string, number>();
  readonly #taken = new Map<string, number>();

  load(rows: readonly (readonly [string, number])[]): void {
    this.#committed.clear();
    for (const [name, value] of rows) this.#committed.set(name, value);
  }
  committed(name: string): number {
    return this.#committed.get(name) ?? 0;
  }
  /** Goes `count` up and answers where it stands then. */
  take(name: string, count: number): number {
    const value = (this.#taken.get(name) ?? this.committed(name)) + count;
    this.#taken.set(name, value);
    return value;
  }
  get taken(): ReadonlyMap<string, number> {
    return this.#taken;
  }
  keep(): void {
    for (const [name, value] of this.#taken) this.#committed.set(name, value);
    this.#taken.clear();
  }
  forget(): void {
    this.#taken.clear();
  }
}

/**
 * Integer ids and human numbers. Both live in the database and are cached by the single writer: a command takes as many as it
 * likes and they are written once, with its commit; a command that is taken back leaves no gap.
 */
export class Counters {
  readonly #ids = new Rising();
  readonly #series = new Rising();

  async load(tx: Connection<DB>): Promise<void> {
    const ids = await tx.db.selectFrom('counter').selectAll().execute();
    this.#ids.load(ids.map((row) => [row.name, row.value]));
    const series = await tx.db.selectFrom('number_series').selectAll().execute();
    this.#series.load(series.map((row) => [`${row.code} ${row.year}`, row.next - 1]));
  }

  next(name: string): number {
    return this.#ids.take(name, 1);
  }

  /** The first of `count` consecutive numbers of a series; every series begins with 1 in every year. */
  take(code: string, year: number, count: number): number {
    return this.#series.take(`${code} ${year}`, count) - count + 1;
  }

  /** Values before this command, for telling new ids from old ones. */
  before(): ReadonlyMap<string, number> {
    return new Map([...this.#ids.taken.keys()].map((name) => [name, this.#ids.committed(name)]));
  }

  async store(tx: Connection<DB>): Promise<void> {
    const ids = [...this.#ids.taken].map(([name, value]) => ({ name, value }));
    await tx.insertMany('counter', ids, { key: ['name'], add: [], set: ['value'] });
    const series = [...this.#series.taken].map(([name, last]) => {
      const [code = '', year = ''] = name.split(' ');
      return { code, year: Number(year), next: last + 1 };
    });
    await tx.insertMany('number_series', series, { key: ['code', 'year'], add: [], set: ['next'] });
  }

  keep(): void {
    this.#ids.keep();
    this.#series.keep();
  }
  forget(): void {
    this.#ids.forget();
    this.#series.forget();
  }
}
