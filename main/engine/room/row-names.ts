import type { Connection } from '../../../db/dialect/portable.ts';
import type { Table } from '../../../db/schema/dsl.ts';
import { tableOfId } from '../../../db/schema/ids.ts';
import { type DB, type TableName, tableNamed } from '../../../db/schema/index.ts';
import { namesOf, type RecordRef } from '../../domain/company/index.ts';
import { type AnyRow, rowsByKeys } from '../doctor/pages.ts';

/** A row without a name of its own is called by what it points at, and that again by what it points at, so far. */
const MAX_STEPS = 3;
/** Records named for one row. */
const MAX_NAMES = 2;

export const at = ({ table, key }: RecordRef): string => `${table}/${key}`;
/** Rows as they are known by now, by `at`. */
export type Rows = Map<string, AnyRow>;

/** Adds the rows that are not known yet and still stand. */
export async function loadRows(tx: Connection<DB>, refs: readonly RecordRef[], known: Rows): Promise<void> {
  const wanted = refs.filter((r) => !known.has(at(r)));
  for (const [table, some] of Map.groupBy(wanted, (r) => r.table))
    for (const [key, row] of await rowsByKeys(tx, table as TableName, [...new Set(some.map((r) => r.key))]))
      known.set(at({ table, key }), row);
}

/** The record a value of a column points at; undefined for a value that is none. */
export function pointedAt({ columns }: Table, column: string, value: unknown): RecordRef | undefined {
  const { references, role } = columns[column] ?? {};
  if (value === null || value === undefined || role === 'id') return undefined;
  const key = String(value as string | number);
  if (references) return { table: references.table, key };
  const found = typeof value === 'string' ? tableOfId(value) : undefined;
  return found && { table: found.table, key: found.key };
}

/** What a row is called by where it has no name: the document it is a line of, else the records it names, in the order of its columns. */
function calledBy(table: Table, row: AnyRow): readonly RecordRef[] {
  const { lineOf, columns } = table;
  const others = Object.keys(columns).filter((c) => c !== lineOf?.column);
  const wanted = lineOf ? [lineOf.column, ...('line_no' in columns ? [] : others)] : others;
  return wanted.flatMap((column) => pointedAt(table, column, row[column]) ?? []);
}

/**
 * What people call rows: their numbers, SKUs and names; a line its document and its place there; the rest what they point at. Rows that are gone are called by what
 * `known` says of them. Null where nobody has a name for it.
 */
export async function rowNames(
  tx: Connection<DB>,
  refs: readonly RecordRef[],
  known: Rows,
  steps = MAX_STEPS,
): Promise<(ref: RecordRef) => string | null> {
  const own = await namesOf(tx, refs);
  const unnamed = [...new Map(refs.filter((r) => !own.get(at(r))).map((r) => [at(r), r])).values()];
  if (unnamed.length === 0 || steps === 0) return (ref) => own.get(at(ref)) ?? null;
  await loadRows(tx, unnamed, known);
  const callers = new Map(
    unnamed.map((ref) => {
      const row = known.get(at(ref));
      return [at(ref), row ? calledBy(tableNamed(ref.table), row) : []];
    }),
  );
  const below = await rowNames(tx, [...callers.values()].flat(), known, steps - 1);
  return (ref) => {
    const name = own.get(at(ref));
    if (name) return name;
    const parts = [...new Set((callers.get(at(ref)) ?? []).flatMap((r) => below(r) ?? []))].slice(0, MAX_NAMES);
    const row = known.get(at(ref));
    const { primaryKey, columns } = tableNamed(ref.table);
    const line = row?.['line_no'];
    // A permission of a role, a language of a paper: the rest of the key is words people know.
    const rest = primaryKey.length > 1 ? primaryKey.filter((c) => columns[c]?.role === 'text').flatMap((c) => row?.[c] ?? []) : [];
    const words = [...parts, ...rest.map(String).filter((text) => tableOfId(text) === undefined)].join(' ');
    return words === '' ? null : line === null || line === undefined ? words : `${words}/${line}`;
  };
}
