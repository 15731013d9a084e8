import { sql } from 'kysely';
import { AGES, grniList } from '../../../../preload/contract/purchasing-lists.ts';
import { daysBetween } from '../../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleList } from '../../list.ts';
import { grniKey } from '../model.ts';

/** Last day of each age but the last. */
const AGE_ENDS = [30, 60, 90];
const ageOf = (days: number) => AGES[AGE_ENDS.filter((end) => days > end).length] ?? AGES[0];

/** Lines of the orders these keys name, by key. */
async function orderLines(ctx: QueryContext, keys: readonly string[]) {
  const ids = [...new Set(keys.filter((k) => k.includes('/')).map((k) => k.slice(0, k.indexOf('/'))))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('purchase_order_line as l')
    .innerJoin('purchase_order as o', 'o.id', 'l.order_id')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .where('l.order_id', 'in', ids)
    .select(['o.id as orderId', 'o.number', 'l.line_no as lineNo', 'i.sku', sql<number>`l.qty_received - l.qty_billed`.as('units')])
    .execute();
  return new Map(rows.map((r) => [grniKey(r.orderId, r.lineNo), r]));
}

/** Numbers of receipts without an order. */
async function receiptNumbers(ctx: QueryContext, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = keys.filter((k) => !k.includes('/'));
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.db.selectFrom('stock_document').select(['id', 'number']).where('id', 'in', ids).execute();
  return new Map(rows.map((r) => [r.id, r.number]));
}

/** What is open on goods received not invoiced, with the order line or receipt it is for. Literals, for the partial indexes of what is open. */
export const grniRows = handleList(grniList, {
  from: sql`open_item as o`,
  columns: { accountId: 'o.account_id', itemKey: 'o.item_key', openedOn: 'o.opened_on', residual: 'o.residual', partyId: 'o.party_id' },
  where: sql`o.residual <> 0 and o.account_id = (select n.account_id from account_role as n where n.role = 'grni')`,
  through: { partyName: (on) => sql`o.party_id in (select n.id from party as n where ${on('n.name')})` },
  labels: { partyId: { table: 'party', name: 'name' } },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('open_item as o', (join) => join.onRef('o.account_id', '=', 'w.accountId').onRef('o.item_key', '=', 'w.itemKey'))
      .leftJoin('party as p', 'p.id', 'o.party_id')
      .select([
        'o.account_id as accountId',
        'o.item_key as itemKey',
        'o.party_id as partyId',
        'p.name as partyName',
        'o.opened_on as openedOn',
        'o.residual',
      ])
      .orderBy(order)
      .execute();
    const keys = rows.map((r) => r.itemKey);
    const lines = await orderLines(ctx, keys);
    const numbers = await receiptNumbers(ctx, keys);
    return rows.map((r) => {
      const line = lines.get(r.itemKey);
      const days = Math.max(0, daysBetween(r.openedOn, ctx.today));
      return {
        ...r,
        number: line?.number ?? numbers.get(r.itemKey) ?? null,
        orderId: line?.orderId ?? null,
        lineNo: line?.lineNo ?? null,
        sku: line?.sku ?? null,
        units: line?.units ?? null,
        days,
        age: ageOf(days),
      };
    });
  },
});
