import { type Selectable, sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import { changeId } from '../../../db/schema/change-id.ts';
import type { Table } from '../../../db/schema/dsl.ts';
import { type DB, type TableName, tableNamed, tables } from '../../../db/schema/index.ts';
import type { Json } from '../../../preload/contract/audit.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { commandsList } from '../../../preload/contract/engine-lists.ts';
import { engineOperations } from '../../../preload/contract/engine-room.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { deviceNames, keysOfNumber, PEOPLE, peopleNames } from '../../domain/company/index.ts';
import { handleQuery } from '../../domain/handler.ts';
import { handleList } from '../../domain/list.ts';
import { onDays } from '../../domain/list-day.ts';
import { rowsByKeys } from '../doctor/pages.ts';
import { aboutWhat } from './about-what.ts';
import { readable, type Value } from './readable.ts';

const MAX_CHANGES = 500;

interface StoredChange {
  readonly seq: number;
  readonly n: number;
  readonly table_name: string;
  readonly row_key: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly delta: string | null;
}
type Personal = ReadonlyMap<string, { readonly salt: string | null; readonly before: string | null; readonly after: string | null }>;

const parsed = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json));

/** Personal values of changes, by `seq/n`. */
async function personalOf(tx: Connection<DB>, changes: readonly StoredChange[]): Promise<ReadonlyMap<string, Personal>> {
  const found = new Map<string, Map<string, { salt: string | null; before: string | null; after: string | null }>>();
  const wanted = changes.filter((c) => Object.values(tableNamed(c.table_name).columns).some((col) => col.personal));
  if (wanted.length === 0) return found;
  const keys = tx.rowset(
    wanted.map(({ seq, n }) => ({ seq, n })),
    { seq: 'int', n: 'int' },
  );
  const rows = await tx.db
    .selectFrom('change_personal as p')
    .innerJoin(keys.as('w'), (join) => join.onRef('w.seq', '=', 'p.seq').onRef('w.n', '=', 'p.n'))
    .select(['p.seq', 'p.n', 'p.column_name', 'p.salt', 'p.before', 'p.after'])
    .execute();
  for (const r of rows) {
    const at = `${r.seq}/${r.n}`;
    const columns = found.get(at) ?? new Map<string, { salt: string | null; before: string | null; after: string | null }>();
    columns.set(r.column_name, r);
    found.set(at, columns);
  }
  return found;
}

/** Columns of an update or a delete as stored; an insert stores its key only, so its values come from the row. */
function storedValues(change: StoredChange, personal: Personal | undefined): Value[] {
  const delta = JSON.parse(change.delta ?? '[]') as [string, Json?, Json?][];
  return delta.map(([column, first, second]) => {
    const secret = personal?.get(column);
    if (secret) return { column, before: parsed(secret.before), after: parsed(secret.after), erased: secret.salt === null };
    return change.op === 'delete'
      ? { column, before: first ?? null, after: null, erased: false }
      : { column, before: first ?? null, after: second ?? null, erased: false };
  });
}

const shown = (c: StoredChange, values: readonly Value[]) => ({
  seq: c.seq,
  n: c.n,
  table: c.table_name,
  key: c.row_key,
  op: c.op,
  values: [...values],
});

/** Why commands were done, and who consented. */
async function reasonsOf(tx: Connection<DB>, seqs: readonly number[]) {
  if (seqs.length === 0) return new Map<number, never>();
  const rows = await tx.db
    .selectFrom('command_reason as w')
    .leftJoin('reason_code as c', 'c.code', 'w.reason_code')
    .select(['w.seq', 'w.approver_id', 'w.reason', 'w.reason_code', 'c.text'])
    .where('w.seq', 'in', [...seqs])
    .execute();
  return new Map(rows.map((r) => [r.seq, { approverId: r.approver_id, reasonCode: r.text ?? r.reason_code, reason: r.reason }]));
}

/** Changes of a row, newest first, each with the values it left or found; `leftOut` older ones are not read. */
async function changesOf(tx: Connection<DB>, table: Table, key: string) {
  const changes = await tx.db
    .selectFrom('change')
    .innerJoin('command_log', 'command_log.seq', 'change.seq')
    .select(['change.seq', 'n', 'table_name', 'row_key', 'op', 'delta', 'at', 'operation', 'actor_id', 'device'])
    .where('table_name', '=', table.name)
    .where('row_key', '=', key)
    .orderBy('change.id', 'desc')
    .limit(MAX_CHANGES)
    .execute();
  const personal = await personalOf(tx, changes);
  const row = (await rowsByKeys(tx, table.name as TableName, [key])).get(key);
  // Backwards from the row as it stands: undoing the updates one by one leaves what the insert wrote.
  const state = new Map<string, { value: Json; erased: boolean }>();
  for (const column of Object.keys(table.columns)) state.set(column, { value: (row?.[column] ?? null) as Json, erased: false });
  return changes.map((c) => {
    let values = storedValues(c, personal.get(`${c.seq}/${c.n}`));
    if (c.op === 'insert')
      values = [...state]
        .filter(([, s]) => s.value !== null || s.erased)
        .map(([column, s]) => ({ column, before: null, after: s.value, erased: s.erased }));
    else for (const v of values) state.set(v.column, { value: v.before, erased: v.erased });
    return { ...shown(c, values), at: c.at, operation: c.operation, actorId: c.actor_id, device: c.device };
  });
}

export const history = handleQuery(engineOperations.history, async (ctx, input) => {
  const table = tables.find((t) => t.name === input.table && t.kind === 'record');
  if (!table) throw refuse(notFound, { kind: 'table with a history', id: input.table });
  const { tx } = ctx;
  const rows = await changesOf(tx, table, input.key);
  const all = await tx.db
    .selectFrom('change')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('table_name', '=', input.table)
    .where('row_key', '=', input.key)
    .executeTakeFirstOrThrow();
  const reasons = await reasonsOf(
    tx,
    rows.map((r) => r.seq),
  );
  const people = await peopleNames(
    tx,
    rows.flatMap((r) => [r.actorId, reasons.get(r.seq)?.approverId ?? []].flat()),
  );
  const devices = await deviceNames(
    tx,
    rows.map((r) => r.device),
  );
  const told = await readable(tx, rows);
  return {
    rows: told.map((r) => ({ ...r, device: devices(r.device), actor: people(r.actorId), ...why(reasons.get(r.seq), people) })).reverse(),
    leftOut: all.count - rows.length,
  };
});

const commandColumns = ['seq', 'command_id', 'operation', 'actor_id', 'device', 'at', 'duration_us', 'changes', 'reply'] as const;
type CommandRow = Pick<Selectable<DB['command_log']>, (typeof commandColumns)[number]>;
type Why = { readonly approverId: string | null; readonly reasonCode: string | null; readonly reason: string | null };

const why = (of: Why | undefined, people: (id: string) => string) => ({
  approver: of?.approverId == null ? null : people(of.approverId),
  reasonCode: of?.reasonCode ?? null,
  reason: of?.reason ?? null,
});

/** Commands as a person reads them: by whom, about what, with whose consent and why. */
async function commandsShown(tx: Connection<DB>, commands: readonly CommandRow[]) {
  const seqs = commands.map((c) => c.seq);
  const reasons = await reasonsOf(tx, seqs);
  const about = await aboutWhat(tx, commands);
  const people = await peopleNames(
    tx,
    commands.flatMap((c) => [c.actor_id, reasons.get(c.seq)?.approverId ?? []].flat()),
  );
  const devices = await deviceNames(
    tx,
    commands.map((c) => c.device),
  );
  return commands.map((c) => ({
    seq: c.seq,
    commandId: c.command_id,
    operation: c.operation,
    actorId: c.actor_id,
    device: devices(c.device),
    at: c.at,
    durationUs: c.duration_us,
    changes: c.changes,
    actor: people(c.actor_id),
    ...why(reasons.get(c.seq), people),
    about: [...(about.get(c.seq) ?? [])],
  }));
}

/**
 * What each of these commands changed, in rows per table. Bulk commands say only how many rows: counting a page of them would read
 * millions of changes.
 */
async function withChanged(tx: Connection<DB>, commands: readonly CommandRow[]) {
  const counted = commands.filter((c) => c.changes <= MAX_CHANGES);
  const counts =
    counted.length === 0
      ? []
      : await tx.db
          .selectFrom(
            tx
              .rowset(
                counted.map((c) => ({ before: changeId(c.seq, 0), after: changeId(c.seq + 1, 0) })),
                { before: 'int', after: 'int' },
              )
              .as('w'),
          )
          .crossJoin('change')
          .select(({ fn }) => ['seq', 'table_name', 'op', fn.countAll<number>().as('count')])
          .whereRef('change.id', '>', 'w.before')
          .whereRef('change.id', '<', 'w.after')
          .groupBy(['seq', 'table_name', 'op'])
          .orderBy('table_name')
          .orderBy('op')
          .execute();
  const changed = Map.groupBy(counts, (c) => c.seq);
  const rows = await commandsShown(tx, commands);
  return rows.map((c) => ({
    ...c,
    changed: (changed.get(c.seq) ?? []).map(({ table_name, op, count }) => ({ table: table_name, op, count })),
  }));
}

export const commandList = handleList(commandsList, {
  from: sql`command_log as k`,
  columns: { seq: 'k.seq', actorId: 'k.actor_id', operation: 'k.operation' },
  through: { on: (on, asked, { company }) => onDays((f) => on('k.at', f), asked, company.zone) },
  // A document by its number, or a SKU: the commands that changed it.
  search: async (text, { tx }) => {
    const refs = await keysOfNumber(tx, text);
    if (refs.length === 0) return sql`1 = 0`;
    const named = refs.map((r) => sql`(n.table_name = ${r.table} and n.row_key = ${r.key})`);
    return sql`k.seq in (select n.seq from change as n where ${sql.join(named, sql` or `)})`;
  },
  labels: { actorId: PEOPLE },
  rows: async ({ tx }, { window, order }) => {
    const columns = commandColumns.map((column) => `k.${column}` as const);
    const rows = await tx.db
      .selectFrom(window.as('w'))
      .innerJoin('command_log as k', 'k.seq', 'w.seq')
      .select(columns)
      .orderBy(order)
      .execute();
    return withChanged(tx, rows);
  },
});

/** New rows of one command whose first values are worked out; the rest of a bulk command is named only. */
const MAX_NEW_ROWS = 40;

export const getCommand = handleQuery(engineOperations.getCommand, async (ctx, input) => {
  const { tx } = ctx;
  const row = await tx.db
    .selectFrom('command_log')
    .select([...commandColumns, 'link'])
    .where('seq', '=', input.seq)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'command', id: String(input.seq) });
  const changes = await tx.db
    .selectFrom('change')
    .select(['seq', 'n', 'table_name', 'row_key', 'op', 'delta'])
    .where('id', '>', changeId(input.seq, 0))
    .where('id', '<', changeId(input.seq + 1, 0))
    .orderBy('id')
    .limit(MAX_CHANGES)
    .execute();
  const personal = await personalOf(tx, changes);
  const written = new Map<number, Value[]>();
  for (const c of changes.filter(({ op }) => op === 'insert').slice(0, MAX_NEW_ROWS)) {
    const first = (await changesOf(tx, tableNamed(c.table_name), c.row_key)).find((r) => r.seq === c.seq && r.n === c.n);
    if (first) written.set(c.n, first.values);
  }
  const rows = await readable(
    tx,
    changes.map((c) => shown(c, c.op === 'insert' ? (written.get(c.n) ?? []) : storedValues(c, personal.get(`${c.seq}/${c.n}`)))),
  );
  const [command] = await commandsShown(tx, [row]);
  if (!command) throw new Error('a command that was read is shown');
  return { ...command, reply: JSON.parse(row.reply) as Json, link: row.link, rows };
});

export const listIncidents = handleQuery(engineOperations.listIncidents, async (ctx, input) => {
  let q = ctx.tx.db.selectFrom('incident').selectAll();
  if (input.before !== undefined) q = q.where('id', '<', input.before);
  if (input.kind !== undefined) q = q.where('kind', '=', input.kind);
  const rows = await q.orderBy('id', 'desc').limit(input.limit).execute();
  const people = await peopleNames(
    ctx.tx,
    rows.map((r) => r.actor_id),
  );
  return {
    rows: rows.map(({ id, at, actor_id, operation, kind, subject, detail }) => ({
      id,
      at,
      actorId: actor_id,
      actor: people(actor_id),
      operation,
      kind,
      subject,
      detail: JSON.parse(detail) as Json,
    })),
    next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null,
  };
});
