import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import { tableNamed } from '../../db/schema/index.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import { canonicalJson } from './canonical.ts';
import type { CapturedChange } from './capture.ts';
import type { Incident } from './context.ts';
import type { Counters } from './counters.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What follows from a command besides its changes: erased history, incidents, news. */

/** Forgets personal values and salts of rows, and the salts of the commands that carried them; commitments stay. */
export async function eraseStored(tx: Connection<DB>, rows: readonly { readonly table: TableName; readonly key: string }[]): Promise<void> {
  for (const { table, key } of rows) {
    const changes = await tx.db
      .selectFrom('change')
      .select(['seq', 'n'])
      .where('table_name', '=', table)
      .where('row_key', '=', key)
      .execute();
    for (const { seq, n } of changes)
      await tx.db
        .updateTable('change_personal')
        .set({ salt: null, before: null, after: null })
        .where('seq', '=', seq)
        .where('n', '=', n)
        .execute();
    const seqs = [...new Set(changes.map((c) => c.seq))];
    if (seqs.length === 0) continue;
    await tx.db.updateTable('command_log').set({ salt: null }).where('seq', 'in', seqs).execute();
    await tx.db.updateTable('command_reason').set({ salt: null, reason: null }).where('seq', 'in', seqs).execute();
  }
}

/** Keeps incidents of a command under the name of who sent it. */
export async function storeIncidents(
  tx: Connection<DB>,
  counters: Counters,
  by: { readonly actorId: string; readonly operation: string },
  incidents: readonly Incident[],
  at: string,
) {
  await tx.insertMany(
    'incident',
    incidents.map((i) => ({
      id: counters.next('incident'),
      at,
      actor_id: by.actorId,
      operation: by.operation,
      kind: i.kind,
      subject: i.subject ?? null,
      detail: canonicalJson(i.detail),
    })),
  );
}

const MAX_ANNOUNCED_IDS = 200;

/** What windows are told: tables and keys that changed, owners in place of their lines. */
export function newsOf(captured: readonly CapturedChange[], work: UnitOfWork): Announcement[] {
  const ids = new Map<string, Set<string>>();
  for (const c of captured) {
    const owner = tableNamed(c.table).lineOf;
    const topic = owner ? owner.table : c.table;
    const id = owner ? (c.parentKey ?? c.key) : c.key;
    const set = ids.get(topic) ?? new Set();
    set.add(id);
    ids.set(topic, set);
  }
  for (const table of work.ledger.keys()) if (!ids.has(table)) ids.set(table, new Set());
  for (const [topic, more] of work.topics) ids.set(topic, new Set([...(ids.get(topic) ?? []), ...more]));
  return [...ids].map(([topic, set]) => ({ topic, ids: set.size > MAX_ANNOUNCED_IDS ? [] : [...set], seq: work.seq }));
}
