import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import { type DB, type TableName, tableNamed } from '../../../db/schema/index.ts';

export type AnyRow = Readonly<Record<string, string | number | null>>;
const PAGE = 4000;

/** Rows of a table with an integer id, in order of id, a page at a time: memory stays flat however long the table is. */
export async function* rowsById(tx: Connection<DB>, table: TableName): AsyncGenerator<AnyRow> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = (await tx.db
      .selectFrom(table as 'stock_move')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()) as unknown as AnyRow[];
    yield* page;
    if (page.length < PAGE) return;
    after = Number(page.at(-1)?.['id']);
  }
}

/** Current rows of a record table for some row keys (key columns joined by a slash, as the capture triggers write them). */
export async function rowsByKeys(tx: Connection<DB>, table: TableName, keys: readonly string[]): Promise<Map<string, AnyRow>> {
  const { primaryKey, columns } = tableNamed(table);
  const [only] = primaryKey;
  const keyOf = (row: AnyRow) => primaryKey.map((k) => String(row[k])).join('/');
  let rows: AnyRow[];
  if (primaryKey.length === 1 && only !== undefined) {
    const int = columns[only]?.sql === 'int';
    const wanted = int
      ? tx.rowset(
          keys.map((k) => ({ k: Number(k) })),
          { k: 'int' },
        )
      : tx.rowset(
          keys.map((k) => ({ k })),
          { k: 'text' },
        );
    const { rows: found } = await sql<AnyRow>`select t.* from ${sql.table(table)} t join ${wanted} w on w.k = t.${sql.ref(only)}`.execute(
      tx.db,
    );
    rows = found;
  } else {
    // Composite keys belong to small tables (roles, mappings); one scan is cheaper than taking keys apart again.
    rows = (await tx.db
      .selectFrom(table as 'role')
      .selectAll()
      .execute()) as unknown as AnyRow[];
  }
  const wanted = new Set(keys);
  return new Map(rows.map((row) => [keyOf(row), row] as const).filter(([key]) => wanted.has(key)));
}
