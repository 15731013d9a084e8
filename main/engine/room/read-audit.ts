import type { Connection } from '../../../db/dialect/portable.ts';
import { changeId } from '../../../db/schema/change-id.ts';
import { type DB, type TableName, tableNamed, tables } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { engineOperations, type Json } from '../../../preload/contract/engine-room.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { handleQuery } from '../../domain/handler.ts';
import { rowsByKeys } from '../doctor/pages.ts';

const MAX_CHANGES = 500;

interface StoredChange {
  readonly seq: number;
  readonly n: number;
  readonly table_name: string;
  readonly row_key: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly delta: string | null;
}
interface Value {
  readonly column: string;
  readonly before: Json;
  readonly after: Json;
  readonly erased: boolean;
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

export const history = handleQuery(engineOperations.history, async (ctx, input) => {
  const table = tables.find((t) => t.name === input.table && t.kind === 'record');
  if (!table) throw refuse(notFound, { kind: 'table with a history', id: input.table });
  const { tx } = ctx;
  const changes = await tx.db
    .selectFrom('change')
    .innerJoin('command_log', 'command_log.seq', 'change.seq')
    .select(['change.seq', 'n', 'table_name', 'row_key', 'op', 'delta', 'at', 'operation', 'actor_id'])
    .where('table_name', '=', input.table)
    .where('row_key', '=', input.key)
    .orderBy('change.id', 'desc')
    .limit(MAX_CHANGES)
    .execute();
  const all = await tx.db
    .selectFrom('change')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('table_name', '=', input.table)
    .where('row_key', '=', input.key)
    .executeTakeFirstOrThrow();
  const personal = await personalOf(tx, changes);
  const row = (await rowsByKeys(tx, table.name as TableName, [input.key])).get(input.key);
  // Backwards from the row as it stands: undoing the updates one by one leaves what the insert wrote.
  const state = new Map<string, { value: Json; erased: boolean }>();
  for (const column of Object.keys(table.columns)) state.set(column, { value: (row?.[column] ?? null) as Json, erased: false });
  const rows = changes.map((c) => {
    let values = storedValues(c, personal.get(`${c.seq}/${c.n}`));
    if (c.op === 'insert')
      values = [...state]
        .filter(([, s]) => s.value !== null || s.erased)
        .map(([column, s]) => ({ column, before: null, after: s.value, erased: s.erased }));
    else for (const v of values) state.set(v.column, { value: v.before, erased: v.erased });
    return { ...shown(c, values), at: c.at, operation: c.operation, actorId: c.actor_id };
  });
  return { rows: rows.reverse(), leftOut: all.count - rows.length };
});

const commandColumns = ['seq', 'command_id', 'operation', 'actor_id', 'device', 'at', 'duration_us', 'changes'] as const;

function commandShown(r: {
  seq: number;
  command_id: string;
  operation: string;
  actor_id: string;
  device: string;
  at: string;
  duration_us: number;
  changes: number;
}) {
  const { seq, operation, device, at, changes } = r;
  return { seq, commandId: r.command_id, operation, actorId: r.actor_id, device, at, durationUs: r.duration_us, changes };
}

export const listCommands = handleQuery(engineOperations.listCommands, async (ctx, input) => {
  const { db } = ctx.tx;
  let q = db.selectFrom('command_log').select(commandColumns);
  if (input.before !== undefined) q = q.where('seq', '<', input.before);
  if (input.actorId !== undefined) q = q.where('actor_id', '=', input.actorId);
  if (input.operation !== undefined) q = q.where('operation', '=', input.operation);
  const commands = await q.orderBy('seq', 'desc').limit(input.limit).execute();
  const counts =
    commands.length === 0
      ? []
      : await db
          .selectFrom(
            ctx.tx
              .rowset(
                commands.map((c) => ({ before: changeId(c.seq, 0), after: changeId(c.seq + 1, 0) })),
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
  return {
    rows: commands.map((c) => ({
      ...commandShown(c),
      changed: (changed.get(c.seq) ?? []).map(({ table_name, op, count }) => ({ table: table_name, op, count })),
    })),
    next: commands.length === input.limit ? (commands.at(-1)?.seq ?? null) : null,
  };
});

export const getCommand = handleQuery(engineOperations.getCommand, async (ctx, input) => {
  const { tx } = ctx;
  const row = await tx.db
    .selectFrom('command_log')
    .select([...commandColumns, 'reply', 'link'])
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
  const rows = changes.map((c) => shown(c, c.op === 'insert' ? [] : storedValues(c, personal.get(`${c.seq}/${c.n}`))));
  return { ...commandShown(row), reply: JSON.parse(row.reply) as Json, link: row.link, rows };
});

export const listIncidents = handleQuery(engineOperations.listIncidents, async (ctx, input) => {
  let q = ctx.tx.db.selectFrom('incident').selectAll();
  if (input.before !== undefined) q = q.where('id', '<', input.before);
  if (input.kind !== undefined) q = q.where('kind', '=', input.kind);
  const rows = await q.orderBy('id', 'desc').limit(input.limit).execute();
  return {
    rows: rows.map(({ id, at, actor_id, operation, kind, subject, detail }) => ({
      id,
      at,
      actorId: actor_id,
      operation,
      kind,
      subject,
      detail: JSON.parse(detail) as Json,
    })),
    next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null,
  };
});
