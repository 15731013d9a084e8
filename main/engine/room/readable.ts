import type { z } from 'zod';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { ColumnRole, Table } from '../../../db/schema/dsl.ts';
import { type DB, tableNamed } from '../../../db/schema/index.ts';
import type { Json, ValueKind, zChange } from '../../../preload/contract/audit.ts';
import type { RecordRef } from '../../domain/company/index.ts';
import type { AnyRow } from '../doctor/pages.ts';
import { at, loadRows, pointedAt, type Rows, rowNames } from './row-names.ts';

/** A value as the log keeps it. */
export interface Value {
  readonly column: string;
  readonly before: Json;
  readonly after: Json;
  readonly erased: boolean;
}
/** A change as the log keeps it. */
export interface RawChange {
  readonly seq: number;
  readonly n: number;
  readonly table: string;
  readonly key: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly values: readonly Value[];
}
type ReadableChange = z.output<typeof zChange>;

const KIND: Readonly<Record<ColumnRole, ValueKind>> = {
  text: 'text',
  int: 'number',
  money: 'amount',
  micros: 'price',
  qty: 'quantity',
  bool: 'flag',
  day: 'day',
  instant: 'instant',
  json: 'data',
  id: 'engine',
  counter: 'engine',
  ref: 'record',
  counterRef: 'record',
  seq: 'engine',
  number: 'text',
  revision: 'engine',
};
/** What a limit of an approval is depends on what its policy measures; what that of a rule is, on the rule. */
const limitOfPolicy = (row: AnyRow): ValueKind => (row['measure'] === 'posted' ? 'amount' : 'number');
const LIMIT_OF_RULE: Readonly<Record<string, ValueKind>> = { 'high-value': 'amount', 'deep-discount': 'rate', 'huge-quantity': 'quantity' };
const BY_ROW: Readonly<Record<string, (row: AnyRow) => ValueKind>> = {
  'approval_policy/above': limitOfPolicy,
  'approval_request/above': limitOfPolicy,
  'approval_request/value': limitOfPolicy,
  'order_rule/threshold': (row) => LIMIT_OF_RULE[String(row['code'])] ?? 'number',
};

function kindOf(table: Table, name: string, row: AnyRow | undefined): ValueKind {
  const column = table.columns[name];
  if (column?.words) return 'word';
  if (name.endsWith('_ppm')) return 'rate';
  const byRow = BY_ROW[`${table.name}/${name}`];
  if (byRow && row) return byRow(row);
  return KIND[column?.role ?? 'text'];
}

/** A row that is gone, or was as it was made, as far as its change tells. */
const rowOf = ({ op, values }: RawChange): AnyRow | undefined =>
  op === 'update'
    ? undefined
    : Object.fromEntries(values.map((v) => [v.column, (op === 'delete' ? v.before : v.after) as string | number | null]));

/** The record whose currency the amounts of a row are in: its own, else that of its document or channel. */
function currencyHolder(table: Table, ref: RecordRef, row: AnyRow): RecordRef | undefined {
  if ('currency' in table.columns) return ref;
  const columns = table.lineOf ? [table.lineOf.column] : Object.keys(table.columns);
  return columns.flatMap((c) => pointedAt(table, c, row[c]) ?? []).find((r) => 'currency' in tableNamed(r.table).columns);
}

const pointersOf = ({ table, values }: RawChange): readonly RecordRef[] =>
  values.flatMap(({ column, before, after }) => [before, after].flatMap((value) => pointedAt(tableNamed(table), column, value) ?? []));

/** Changes with what a person needs to read them: what each value is, what records are called, and the currency of amounts. */
export async function readable<C extends RawChange>(
  tx: Connection<DB>,
  changes: readonly C[],
): Promise<(C & Pick<ReadableChange, 'name' | 'currency' | 'values'>)[]> {
  const known: Rows = new Map();
  await loadRows(tx, changes, known);
  for (const change of changes) {
    const row = known.has(at(change)) ? undefined : rowOf(change);
    if (row) known.set(at(change), row);
  }
  const holders = new Map(
    changes.flatMap((c): [C, RecordRef][] => {
      const row = known.get(at(c));
      const holder = row && currencyHolder(tableNamed(c.table), { table: c.table, key: c.key }, row);
      return holder ? [[c, holder]] : [];
    }),
  );
  await loadRows(tx, [...holders.values()], known);
  const name = await rowNames(tx, [...changes, ...changes.flatMap(pointersOf)], known);
  const nameOf = (table: string, column: string, value: Json) => {
    const ref = pointedAt(tableNamed(table), column, value);
    return ref ? name(ref) : null;
  };
  return changes.map((c) => {
    const holder = holders.get(c);
    const currency = holder ? known.get(at(holder))?.['currency'] : undefined;
    return {
      ...c,
      name: name(c),
      currency: typeof currency === 'string' ? currency : null,
      values: c.values.map((v) => {
        const beforeName = nameOf(c.table, v.column, v.before);
        const afterName = nameOf(c.table, v.column, v.after);
        const kind = kindOf(tableNamed(c.table), v.column, known.get(at(c)));
        // A scope, a subject: text that is the id of a record is shown as one.
        return { ...v, kind: (beforeName ?? afterName) ? 'record' : kind, beforeName, afterName };
      }),
    };
  });
}
