import type { Connection } from '../../db/dialect/portable.ts';
import { statement } from '../../db/dialect/portable.ts';
import { changeId } from '../../db/schema/change-id.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import { tableNamed } from '../../db/schema/index.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Entropy } from './context.ts';

/** One change of a record row as the triggers saw it, values by column name. */
export interface CapturedChange {
  readonly table: TableName;
  readonly op: 'insert' | 'update' | 'delete';
  readonly key: string;
  readonly parentKey: string | null;
  /** insert and delete: the row, without nulls; update: [column, old, new] for what changed. */
  readonly row: readonly (readonly [string, unknown])[];
  readonly delta: readonly (readonly [string, unknown, unknown])[];
}

interface PendingRow {
  table_name: string;
  op: 'insert' | 'update' | 'delete';
  row_key: string;
  parent_key: string | null;
  payload: string;
}

const readPending = statement<DB, Record<never, never>, PendingRow>((db) =>
  db.selectFrom('change_pending').select(['table_name', 'op', 'row_key', 'parent_key', 'payload']).orderBy('id'),
);
const clearPending = statement<DB, Record<never, never>, never>((db) => db.deleteFrom('change_pending'));

const columnNames = new Map<string, readonly string[]>();
function columnsOf(table: string): readonly string[] {
  let columns = columnNames.get(table);
  if (!columns) columnNames.set(table, (columns = Object.keys(tableNamed(table).columns)));
  return columns;
}

function decode(p: PendingRow): CapturedChange {
  const columns = columnsOf(p.table_name);
  const base = { table: p.table_name as TableName, op: p.op, key: p.row_key, parentKey: p.parent_key };
  if (p.op === 'update') {
    const delta = (JSON.parse(p.payload) as [number, unknown, unknown][]).map(
      ([i, before, after]) => [columns[i] ?? String(i), before, after] as const,
    );
    return { ...base, row: [], delta };
  }
  const row: (readonly [string, unknown])[] = [];
  for (const [i, v] of (JSON.parse(p.payload) as unknown[]).entries()) if (v !== null) row.push([columns[i] ?? String(i), v]);
  return { ...base, row, delta: [] };
}

/**
 * Rows of one table that were changed, or went, one after the other in the order of their keys: a database takes those of one statement in
 * an order of its own. Changes of one row stay in the order they happened.
 */
function inOrderOfKeys(changes: CapturedChange[]): CapturedChange[] {
  let from = 0;
  while (from < changes.length) {
    const first = changes[from];
    let to = from + 1;
    if (first && first.op !== 'insert') {
      while (changes[to]?.op === first.op && changes[to]?.table === first.table) to += 1;
      if (to - from > 1) {
        const run = changes.slice(from, to).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
        changes.splice(from, run.length, ...run);
      }
    }
    from = to;
  }
  return changes;
}

/** Reads and empties what the triggers saw since the last commit, in the order it happened. */
export async function takeCaptured(tx: Connection<DB>): Promise<CapturedChange[]> {
  const pending = await tx.run(readPending, {});
  if (pending.length > 0) await tx.run(clearPending, {});
  return inOrderOfKeys(pending.map(decode));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

export interface PersonalRow {
  seq: number;
  n: number;
  column_name: string;
  salt: string | null;
  before: string | null;
  after: string | null;
  hash: string;
}

/** Commitment to a personal value; the salt makes it unguessable once the value and the salt are erased. */
export const personalHash = (salt: string, before: unknown, after: unknown) => sha256(`${salt}|${canonicalJson([before, after])}`);

/** Text hashed for a change; personal values stand in it as their commitments. */
export function changeText(c: CapturedChange, commitments: ReadonlyMap<string, string>): string {
  const hide = (column: string, value: unknown) => (commitments.has(column) ? { h: commitments.get(column) } : value);
  const body =
    c.op === 'update'
      ? c.delta.map(([col, before, after]) => (commitments.has(col) ? [col, { h: commitments.get(col) }] : [col, before, after]))
      : c.row.map(([col, value]) => [col, hide(col, value)]);
  return JSON.stringify([c.op, c.table, c.key, body]);
}

/**
 * Writes `change` (and `change_personal`) for a commit and returns the change hashes in order, for the chain.
 * An insert stores its key only, an update the old and new values, a delete the old row; the hash covers all of it.
 */
export async function storeChanges(
  tx: Connection<DB>,
  seq: number,
  captured: readonly CapturedChange[],
  entropy: Entropy,
): Promise<string[]> {
  const hashes: string[] = [];
  const rows = [];
  const personal: PersonalRow[] = [];
  for (const [i, c] of captured.entries()) {
    const n = i + 1;
    const columns = tableNamed(c.table).columns;
    const commitments = new Map<string, string>();
    const commit = (column: string, before: unknown, after: unknown, keep: boolean) => {
      const salt = hex(entropy.bytes(16));
      const h = personalHash(salt, before, after);
      commitments.set(column, h);
      const stored = (v: unknown) => (keep && v !== null ? JSON.stringify(v) : null);
      personal.push({ seq, n, column_name: column, salt, before: stored(before), after: stored(after), hash: h });
    };
    // An inserted value stays readable in its row, so only its commitment is stored.
    for (const [column, value] of c.row)
      if (columns[column]?.personal) commit(column, c.op === 'delete' ? value : null, c.op === 'insert' ? value : null, c.op === 'delete');
    for (const [column, before, after] of c.delta) if (columns[column]?.personal) commit(column, before, after, true);
    const hash = sha256(changeText(c, commitments));
    const shown = (column: string) => !commitments.has(column);
    const delta =
      c.op === 'insert'
        ? null
        : c.op === 'update'
          ? JSON.stringify(c.delta.map(([col, a, b]) => (shown(col) ? [col, a, b] : [col])))
          : JSON.stringify(c.row.map(([col, v]) => (shown(col) ? [col, v] : [col])));
    hashes.push(hash);
    rows.push({ id: changeId(seq, n), seq, n, table_name: c.table, row_key: c.key, op: c.op, delta, hash });
  }
  await tx.insertMany('change', rows);
  if (personal.length > 0) await tx.insertMany('change_personal', personal);
  return hashes;
}

/** Rules of the house about revisions, tested on every commit; returns what is wrong. */
export function checkRevisions(captured: readonly CapturedChange[]): string[] {
  const raised = new Set<string>();
  const wrong: string[] = [];
  for (const c of captured) {
    const columns = tableNamed(c.table).columns;
    if (c.op !== 'update') raised.add(`${c.table}/${c.key}`);
    else if (c.delta.some(([col]) => col === 'revision')) raised.add(`${c.table}/${c.key}`);
    else if (columns['revision']) wrong.push(`${c.table} ${c.key} changed without raising its revision`);
  }
  for (const c of captured) {
    const owner = tableNamed(c.table).lineOf;
    if (owner && !raised.has(`${owner.table}/${c.parentKey}`))
      wrong.push(`${c.table} ${c.key} changed without raising the revision of ${owner.table} ${c.parentKey}`);
  }
  return wrong;
}
