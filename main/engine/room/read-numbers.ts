import { sql } from 'kysely';
import { tableOfId } from '../../../db/schema/ids.ts';
import { type TableName, tableNamed } from '../../../db/schema/index.ts';
import { engineOperations } from '../../../preload/contract/engine-room.ts';
import { handleQuery } from '../../domain/handler.ts';
import type { Actor } from '../context.ts';

type Scope = keyof Actor['scopes'];
/** What limits who sees a document. Where the row does not carry the id of the scope, nothing is told to somebody limited by it. */
const LIMITED_BY: Readonly<Partial<Record<TableName, readonly Scope[]>>> = {
  sales_order: ['channel'],
  invoice: ['channel'],
  shipment: ['warehouse', 'channel'],
  customer_return: ['warehouse', 'channel'],
  stock_document: ['warehouse'],
};

/**
 * Numbers people know for ids a list carries: a move names its shipment, a layer its receipt. Rooms below do not know the
 * documents of rooms above; the engine knows every table and which of its columns is a number.
 */
export const numbersOf = handleQuery(engineOperations.numbersOf, async (ctx, { ids }) => {
  const byTable = new Map<TableName, string[]>();
  for (const id of new Set(ids)) {
    const table = tableOfId(id)?.table as TableName | undefined;
    if (table === undefined || !LIMITED_BY[table]) continue;
    const list = byTable.get(table);
    if (list) list.push(id);
    else byTable.set(table, [id]);
  }
  const rows: { id: string; number: string }[] = [];
  for (const [table, keys] of byTable) {
    const wheres = [sql`id in (${sql.join(keys)})`];
    for (const scope of LIMITED_BY[table] ?? []) {
      const allowed = ctx.actor.scopes[scope];
      if (!allowed) continue;
      const column = `${scope}_id`;
      const known = column in tableNamed(table).columns && allowed.size > 0;
      wheres.push(known ? sql`${sql.ref(column)} in (${sql.join([...allowed])})` : sql`1 = 0`);
    }
    const found = await sql<{ id: string; number: string }>`select id, number from ${sql.table(table)}
      where ${sql.join(wheres, sql` and `)} order by id`.execute(ctx.tx.db);
    rows.push(...found.rows);
  }
  return { rows };
});
