import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB, TableName } from '../../../db/schema/index.ts';
import { tableNamed } from '../../../db/schema/index.ts';
import { nameColumns } from '../../../db/schema/names.ts';

/** A row by table and key. */
export interface RecordRef {
  readonly table: string;
  readonly key: string;
}
const at = ({ table, key }: RecordRef): string => `${table}/${key}`;

/** What people call rows: document numbers, SKUs, names. Rows that are gone or have no name are left out; keys are `table/key`. */
export async function namesOf(tx: Connection<DB>, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [table, wanted] of Map.groupBy(refs, (r) => r.table)) {
    const columns = nameColumns(table);
    const { primaryKey } = tableNamed(table);
    const [key = ''] = primaryKey;
    if (!columns || primaryKey.length > 1) continue;
    const keys = [...new Set(wanted.map((w) => w.key))];
    const { rows } = await sql<
      Record<string, string | number | null>
    >`select ${sql.ref(key)} as row_key, ${sql.join(columns.map((c) => sql.ref(c)))}
      from ${sql.table(table as TableName)} where ${sql.ref(key)} in (${sql.join(keys)})`.execute(tx.db);
    for (const row of rows)
      names.set(
        at({ table, key: String(row['row_key']) }),
        columns
          .map((c) => String(row[c] ?? ''))
          .join(' ')
          .trim(),
      );
  }
  return names;
}

/** Display names of people; the engine itself is `Countinghouse`. */
export async function peopleNames(tx: Connection<DB>, ids: readonly string[]): Promise<(id: string) => string> {
  const names = await namesOf(
    tx,
    [...new Set(ids)].map((key) => ({ table: 'app_user', key })),
  );
  return (id) => (id === 'system' ? 'Countinghouse' : (names.get(at({ table: 'app_user', key: id })) ?? id));
}
