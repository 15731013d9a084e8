import { createHash } from 'node:crypto';
import { type TableName, tableNamed } from '../../db/schema/index.ts';
import type { Preview } from '../../preload/contract/envelope.ts';
import type { CapturedChange } from './capture.ts';
import type { LedgerTable } from './context.ts';

const MAX_ROWS = 500;
/** An id as `ctx.newId` makes them. */
const MADE_ID = /\b[a-z]{2,4}_[0-9a-z]{26}\b/g;

type LedgerRows = ReadonlyMap<LedgerTable, readonly Readonly<Record<string, unknown>>[]>;

/**
 * What a command did, in a form that is the same for a dry run and the real run that follows it: ids made by the command
 * become `table#n` in order of creation, commit numbers, instants, revisions and human numbers are left out.
 */
export function describeEffects(
  captured: readonly CapturedChange[],
  ledger: LedgerRows,
  countersBefore: ReadonlyMap<string, number>,
  messages: readonly string[],
  asOfSeq: number,
): Preview {
  const made = new Map<string, string>();
  for (const c of captured) {
    const key = tableNamed(c.table).columns[tableNamed(c.table).primaryKey[0] ?? ''];
    if (c.op === 'insert' && key?.role === 'id') made.set(c.key, `${c.table}#${made.size + 1}`);
  }
  // An id may also stand inside a text: a role narrowed to a channel, a JSON value, a key of two parts.
  const named = (text: string): string => made.get(text) ?? text.replace(MADE_ID, (id) => made.get(id) ?? id);
  const mask = (table: string, column: string, value: unknown): unknown => {
    const spec = tableNamed(table).columns[column];
    if (!spec || value === null || value === undefined) return null;
    switch (spec.role) {
      case 'seq':
      case 'instant':
      case 'revision':
      case 'number':
        return '-';
      case 'counter':
      case 'counterRef': {
        const of = spec.role === 'counter' ? table : (spec.references?.table ?? table);
        const before = countersBefore.get(of === 'journal_seal' ? 'journal_entry' : of);
        return before !== undefined && Number(value) > before ? `+${Number(value) - before}` : value;
      }
      default:
        return typeof value === 'string' ? named(value) : value;
    }
  };
  const digest = createHash('sha256');
  const totals = new Map<string, { inserted: number; updated: number; deleted: number; totals: Preview['tables'][number]['totals'] }>();
  const rows: Preview['rows'] = [];
  let count = 0;
  const add = (table: TableName, op: 'insert' | 'update' | 'delete', key: string, values: readonly (readonly unknown[])[]) => {
    const text = JSON.stringify([table, op, values]);
    digest.update(text).update('\n');
    const sum = totals.get(table) ?? { inserted: 0, updated: 0, deleted: 0, totals: {} };
    sum[op === 'insert' ? 'inserted' : op === 'update' ? 'updated' : 'deleted'] += 1;
    for (const v of values) {
      const role = tableNamed(table).columns[String(v[0])]?.role;
      if (role !== 'money' && role !== 'qty') continue;
      const moved = op === 'update' ? Number(v[2]) - Number(v[1]) : op === 'insert' ? Number(v[1]) : -Number(v[1]);
      sum.totals[String(v[0])] = { of: role, moved: (sum.totals[String(v[0])]?.moved ?? 0) + moved };
    }
    totals.set(table, sum);
    count += 1;
    if (rows.length < MAX_ROWS) rows.push({ table, op, key: named(key), values: JSON.stringify(values) });
  };
  for (const c of captured) {
    const values =
      c.op === 'update'
        ? c.delta.map(([col, a, b]) => [col, mask(c.table, col, a), mask(c.table, col, b)])
        : c.row.map(([col, v]) => [col, mask(c.table, col, v)]);
    const own = tableNamed(c.table).columns[tableNamed(c.table).primaryKey[0] ?? ''];
    const key = own?.role === 'counter' ? String(mask(c.table, tableNamed(c.table).primaryKey[0] ?? '', Number(c.key))) : c.key;
    add(c.table, c.op, key, c.op === 'update' ? [['key', named(key)], ...values] : values);
  }
  const journal = new Map<string, number>();
  for (const table of [...ledger.keys()].sort()) {
    for (const row of ledger.get(table) ?? []) {
      const values = Object.keys(tableNamed(table).columns)
        .filter((col) => col !== 'row_hash' && row[col] !== null && row[col] !== undefined)
        .map((col) => [col, mask(table, col, row[col])]);
      add(table, 'insert', String(mask(table, 'id', row['id'])), values);
      if (table === 'journal_line') {
        const account = String(row['account_id']);
        journal.set(account, (journal.get(account) ?? 0) + Number(row['amount']));
      }
    }
  }
  return {
    effectsDigest: digest.digest('hex'),
    tables: [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([table, t]) => ({ table, ...t })),
    journal: [...journal].sort(([a], [b]) => (a < b ? -1 : 1)).map(([accountId, amount]) => ({ accountId, amount })),
    messages: [...messages],
    rows,
    rowsLeftOut: count - rows.length,
    asOfSeq,
  };
}
