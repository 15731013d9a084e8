import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import { tableOfId } from '../../../db/schema/ids.ts';
import type { DB, TableName } from '../../../db/schema/index.ts';
import { tableNamed, tables } from '../../../db/schema/index.ts';
import { nameColumns } from '../../../db/schema/names.ts';
import { idsIn } from '../../../preload/contract/values/id.ts';

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
  return withoutIds(tx, names);
}

/** A row that is called by another (a place in a statement by its account, a clearing role by its channel) says that one's name. */
async function withoutIds(tx: Connection<DB>, names: Map<string, string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...names.values()].flatMap(idsIn);
  if (ids.length === 0) return names;
  const nameOf = await namesOfIds(tx, ids);
  for (const [row, name] of names)
    names.set(
      row,
      idsIn(name).reduce((text, id) => text.replaceAll(id, nameOf(id) ?? ''), name),
    );
  return names;
}

/** What people call the records these ids name; what a channel calls one stands behind its slash. Null where nobody has a name for it. */
export async function namesOfIds(tx: Connection<DB>, ids: readonly (string | null)[]): Promise<(id: string | null) => string | null> {
  const refOf = (id: string): RecordRef | undefined => (id.includes('/') ? undefined : tableOfId(id));
  const names = await namesOf(
    tx,
    ids.flatMap((id) => (id === null ? [] : (refOf(id) ?? []))),
  );
  return (id) => {
    if (id === null) return null;
    const ref = refOf(id);
    return (ref && names.get(at(ref))) ?? (id.includes('/') ? id.slice(id.indexOf('/') + 1) : null);
  };
}

/** Where people came in, in words: a browser, a token by its name, the rest as it was noted. */
export async function deviceNames(tx: Connection<DB>, devices: readonly string[]): Promise<(device: string) => string> {
  const names = await namesOf(
    tx,
    [...new Set(devices)].map((key) => ({ table: 'api_token', key })),
  );
  return (device) => names.get(at({ table: 'api_token', key: device })) ?? (/^(ses_|Mozilla\/)/.test(device) ? 'browser' : device);
}

/** Who did what, as a list of the contract names its values; the engine is no user. */
export const PEOPLE = { table: 'app_user', name: 'name', besides: { system: 'Countinghouse' } } as const;

/** Not people but ways in, as the sign-in notes them before it knows who it is. */
const AT_THE_DOOR = new Set(['link', 'sign-in']);

/** Display names of people; the engine itself is `Countinghouse`. */
export async function peopleNames(tx: Connection<DB>, ids: readonly string[]): Promise<(id: string) => string> {
  const names = await namesOf(
    tx,
    [...new Set(ids)].map((key) => ({ table: 'app_user', key })),
  );
  return (id) =>
    id === 'system'
      ? PEOPLE.besides.system
      : AT_THE_DOOR.has(id)
        ? 'Somebody at the door'
        : (names.get(at({ table: 'app_user', key: id })) ?? id);
}

/** Tables whose rows are found by what stands on paper or on the shelf: a human number that is unique, or the SKU. */
const FOUND_BY: readonly (readonly [TableName, string])[] = [
  ...tables.flatMap((t): [TableName, string][] => {
    const [column] = nameColumns(t.name) ?? [];
    const findable = column !== undefined && t.primaryKey.length === 1 && t.kind === 'record' && t.columns[column]?.role === 'number';
    return findable ? [[t.name as TableName, column]] : [];
  }),
  ['item', 'sku'],
];

/** Rows that carry a number or SKU, in whatever table. */
export async function keysOfNumber(tx: Connection<DB>, number: string): Promise<RecordRef[]> {
  const found: RecordRef[] = [];
  for (const [table, column] of FOUND_BY) {
    const key = tableNamed(table).primaryKey[0] ?? '';
    const { rows } = await sql<{
      row_key: string;
    }>`select ${sql.ref(key)} as row_key from ${sql.table(table)} where ${sql.ref(column)} = ${number} limit 5`.execute(tx.db);
    found.push(...rows.map((r) => ({ table, key: String(r.row_key) })));
  }
  return found;
}
