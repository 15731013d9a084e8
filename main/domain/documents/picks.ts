import { sql } from 'kysely';
import type { PickPaper } from '../../../preload/contract/documents.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../engine/context.ts';
import { inScope, onlyInScope } from '../company/index.ts';
import { goodsOf, grouped } from './gather.ts';

type Asker = Pick<QueryContext, 'tx' | 'actor'>;

/**
 * What is promised to orders and has not left, by warehouse: one list each, in the order of the places. An item is fetched from the
 * sellable place that has most of it.
 */
export async function pickPapers(ctx: Asker, orderIds: readonly string[], on: Day): Promise<PickPaper[]> {
  if (orderIds.length === 0) return [];
  const { scopes } = ctx.actor;
  const rows = await ctx.tx.db
    .selectFrom('reservation as r')
    .innerJoin('sales_order as o', 'o.id', 'r.subject_id')
    .innerJoin('warehouse as w', 'w.id', 'r.warehouse_id')
    .where('r.subject_kind', '=', 'sales_order')
    .where('r.subject_id', 'in', orderIds)
    .where(onlyInScope(scopes.warehouse, 'r.warehouse_id'))
    .where(inScope(scopes.channel, 'o.channel_id'))
    .select(['r.item_id', 'r.qty', 'r.warehouse_id', 'w.code', 'w.name', 'o.number'])
    .orderBy('w.code')
    .orderBy('o.number')
    .orderBy('r.subject_line')
    .execute();
  if (rows.length === 0) return [];
  const itemIds = rows.map((r) => r.item_id);
  const goods = await goodsOf(ctx, itemIds);
  const places = itemIds.length > 0 ? await placesOf(ctx, itemIds) : [];
  return [...grouped(rows, (r) => r.warehouse_id)].map(([warehouseId, own]): PickPaper => {
    const lines = [...grouped(own, (r) => r.item_id)].flatMap(([itemId, wanted]) => {
      const item = goods.get(itemId);
      if (!item) return [];
      return [
        {
          ...item,
          qty: wanted.reduce((sum, r) => sum + r.qty, 0),
          place: places.find((p) => p.item_id === itemId && p.warehouse_id === warehouseId)?.code ?? '',
          orderNumbers: [...new Set(wanted.map((r) => r.number))],
          // Which lots are taken is known once a wave is released.
          lots: [],
        },
      ];
    });
    return {
      kind: 'pick-list',
      id: warehouseId,
      number: own[0]?.code ?? '',
      on,
      warehouse: own[0]?.name ?? '',
      orders: new Set(own.map((r) => r.number)).size,
      lines: lines.toSorted((a, b) => (a.place === b.place ? (a.sku < b.sku ? -1 : 1) : a.place < b.place ? -1 : 1)),
    };
  });
}

/** Open picks of waves, one list each, in the order they are walked. */
export async function wavePapers(ctx: Asker, waveIds: readonly string[]): Promise<PickPaper[]> {
  if (waveIds.length === 0) return [];
  const { scopes } = ctx.actor;
  const rows = await ctx.tx.db
    .selectFrom('pick_task as t')
    .innerJoin('wave as v', 'v.id', 't.wave_id')
    .innerJoin('wave_order as x', 'x.id', 't.wave_order_id')
    .innerJoin('sales_order as o', 'o.id', 'x.order_id')
    .innerJoin('warehouse as w', 'w.id', 'v.warehouse_id')
    .innerJoin('location as l', 'l.id', 't.location_id')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 't.id').on('k.task_kind', '=', 'pick'))
    .leftJoin('lot as b', 'b.id', 'k.lot_id')
    .where('t.wave_id', 'in', waveIds)
    .where('t.state', '=', 'open')
    .where(onlyInScope(scopes.warehouse, 'v.warehouse_id'))
    .where(inScope(scopes.channel, 'o.channel_id'))
    .select(['t.wave_id', 'v.number as wave', 'v.released_on', 'w.name', 't.item_id', 't.qty', 'l.code', 'x.tote', 'o.number'])
    .select(['b.code as lot', 'b.expires_on as expiresOn'])
    .orderBy('v.number')
    .orderBy('t.path_no')
    .orderBy('t.id')
    .execute();
  const goods = await goodsOf(
    ctx,
    rows.map((r) => r.item_id),
  );
  return [...grouped(rows, (r) => r.wave_id)].map(([id, own]): PickPaper => {
    const lines = own.flatMap((r) => {
      const item = goods.get(r.item_id);
      const lots = r.lot === null ? [] : [{ code: r.lot, expiresOn: r.expiresOn, qty: r.qty }];
      const orderNumbers = [r.tote === null ? r.number : `${r.number} (${r.tote})`];
      return item ? [{ ...item, qty: r.qty, place: r.code, orderNumbers, lots }] : [];
    });
    const [first] = own;
    return {
      kind: 'pick-list',
      id,
      number: first?.wave ?? '',
      on: first?.released_on ?? '',
      warehouse: first?.name ?? '',
      orders: new Set(own.map((r) => r.number)).size,
      lines,
    };
  });
}

/** Sellable places of items, those that have most first. */
const placesOf = ({ tx }: Asker, itemIds: readonly string[]) =>
  tx.db
    .selectFrom('stock_balance as b')
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .where('b.item_id', 'in', itemIds)
    .where('l.status', '=', 'sellable')
    .where(sql<boolean>`b.on_hand > 0`)
    .select(['b.item_id', 'l.warehouse_id', 'l.code'])
    .orderBy('b.on_hand', 'desc')
    .orderBy('l.code')
    .execute();
