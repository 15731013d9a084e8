import { sql } from 'kysely';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { share } from '../../../../preload/contract/values/int.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { availability } from '../reserve.ts';
import { worthOfMoves } from './worth.ts';

const LAST_CHARACTER = '\u{10ffff}';

/** Warehouses with their places, by code. */
export const listWarehouses = handleQuery(inventoryReads.listWarehouses, async (ctx) => {
  const { db } = ctx.tx;
  const rows = await db
    .selectFrom('warehouse')
    .select(['id', 'code', 'name', 'country', 'active', 'revision'])
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'id'))
    .orderBy('code')
    .execute();
  const places = await db
    .selectFrom('location')
    .select(['id', 'code', 'name', 'status', 'area_id as areaId', 'warehouse_id'])
    .where('warehouse_id', 'is not', null)
    .orderBy('code')
    .execute();
  return {
    rows: rows.map((w) => ({
      ...w,
      locations: places
        .filter((p) => p.warehouse_id === w.id)
        .map(({ id, code, name, status, areaId }) => ({ id, code, name, status, areaId })),
    })),
  };
});

/** On hand per item and place inside the company by SKU, with the sum over all that match. */
export const listStock = handleQuery(inventoryReads.listStock, async (ctx, input) => {
  const { db } = ctx.tx;
  // One place is read by its own index; everything else walks the SKUs in order, as far as the window reaches.
  const ofItems =
    input.locationId === undefined
      ? db.selectFrom('item as i').crossJoin('stock_balance as b').whereRef('b.item_id', '=', 'i.id')
      : db.selectFrom('stock_balance as b').innerJoin('item as i', 'i.id', 'b.item_id');
  let q = ofItems
    .crossJoin('location as l')
    .whereRef('l.id', '=', 'b.location_id')
    .where('b.internal', '=', 1)
    .where('b.on_hand', '>', 0)
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'l.warehouse_id'));
  if (input.itemId !== undefined) q = q.where('b.item_id', '=', input.itemId);
  if (input.locationId !== undefined) q = q.where('b.location_id', '=', input.locationId);
  if (input.warehouseId !== undefined) q = q.where('l.warehouse_id', '=', input.warehouseId);
  if (input.status !== undefined) q = q.where('l.status', '=', input.status);
  if (input.startsWith !== undefined)
    q = q.where('i.sku', '>=', input.startsWith).where('i.sku', '<', `${input.startsWith}${LAST_CHARACTER}`);
  const rows = await q
    .leftJoin('warehouse as w', 'w.id', 'l.warehouse_id')
    .leftJoin('stock_availability as a', (join) =>
      join.onRef('a.item_id', '=', 'b.item_id').onRef('a.warehouse_id', '=', 'l.warehouse_id').on('l.status', '=', 'sellable'),
    )
    .leftJoin('cost_pool_balance as p', (join) => join.onRef('p.item_id', '=', 'b.item_id').onRef('p.area_id', '=', 'l.area_id'))
    .select([
      'b.item_id as itemId',
      'i.sku',
      'i.title',
      'b.location_id as locationId',
      'l.code as locationCode',
      'l.status',
      'l.warehouse_id as warehouseId',
      'w.code as warehouseCode',
      'b.on_hand as onHand',
      'a.sellable',
      'a.reserved',
      'p.qty as poolQty',
      'p.value as poolValue',
    ])
    .orderBy('i.sku')
    .orderBy('b.location_id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const total = await q.select(sql<number>`cast(coalesce(sum(b.on_hand), 0) as bigint)`.as('onHand')).executeTakeFirst();
  return {
    rows: rows.map(({ sellable, poolQty, poolValue, ...row }) => ({
      ...row,
      available: sellable === null || row.reserved === null ? null : sellable - row.reserved,
      value: share(poolValue ?? 0, poolQty ?? 0, Math.min(row.onHand, poolQty ?? 0)),
    })),
    onHand: total?.onHand ?? 0,
  };
});

/** What may be promised per item and warehouse. */
export const stockByItem = handleQuery(inventoryReads.stockByItem, async (ctx, input) => {
  const { warehouse } = ctx.actor.scopes;
  const rows = await availability(ctx.tx, input.itemIds);
  return { rows: warehouse ? rows.filter((r) => warehouse.has(r.warehouseId)) : rows };
});

/** Movements, newest first, with what they were worth. */
export const listMoves = handleQuery(inventoryReads.listMoves, async (ctx, input) => {
  let q = ctx.tx.db
    .selectFrom('stock_move as m')
    .innerJoin('item as i', 'i.id', 'm.item_id')
    .innerJoin('location as f', 'f.id', 'm.from_location_id')
    .innerJoin('location as t', 't.id', 'm.to_location_id');
  if (input.itemId !== undefined) q = q.where('m.item_id', '=', input.itemId);
  if (input.source) q = q.where('m.source_kind', '=', input.source.kind).where('m.source_id', '=', input.source.id);
  const { warehouse } = ctx.actor.scopes;
  q = q.where((eb) => eb.or([onlyInScope(warehouse, 'f.warehouse_id'), onlyInScope(warehouse, 't.warehouse_id')]));
  const rows = await q
    .select([
      'm.id as moveId',
      'm.item_id as itemId',
      'i.sku',
      'm.qty',
      'm.from_location_id as fromLocationId',
      'f.code as fromCode',
      'm.to_location_id as toLocationId',
      't.code as toCode',
      'm.effective_at as effectiveAt',
      'm.effective_on as effectiveOn',
      'm.source_kind as sourceKind',
      'm.source_id as sourceId',
      'm.reason_code as reasonCode',
    ])
    .orderBy('m.id', 'desc')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const worth = await worthOfMoves(
    ctx.tx,
    rows.map((r) => r.moveId),
  );
  return { rows: rows.map((r) => ({ ...r, value: worth.get(r.moveId) ?? null })) };
});
