import { sql } from 'kysely';
import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { availability } from '../reserve.ts';

/** Warehouses with their places, by code. */
export const listWarehouses = handleQuery(inventoryOperations.listWarehouses, async (ctx) => {
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

/** On hand per item and place inside the company, with the sum over all that match. */
export const listStock = handleQuery(inventoryOperations.listStock, async (ctx, input) => {
  let q = ctx.tx.db
    .selectFrom('stock_balance as b')
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .innerJoin('item as i', 'i.id', 'b.item_id')
    .where('b.internal', '=', 1)
    .where('b.on_hand', '>', 0)
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'l.warehouse_id'));
  if (input.itemId !== undefined) q = q.where('b.item_id', '=', input.itemId);
  if (input.locationId !== undefined) q = q.where('b.location_id', '=', input.locationId);
  if (input.warehouseId !== undefined) q = q.where('l.warehouse_id', '=', input.warehouseId);
  const rows = await q
    .select([
      'b.item_id as itemId',
      'i.sku',
      'i.title',
      'b.location_id as locationId',
      'l.code as locationCode',
      'l.status',
      'l.warehouse_id as warehouseId',
      'b.on_hand as onHand',
    ])
    .orderBy('b.location_id')
    .orderBy('b.item_id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const total = await q.select(sql<number>`cast(coalesce(sum(b.on_hand), 0) as bigint)`.as('onHand')).executeTakeFirst();
  return { rows, onHand: total?.onHand ?? 0 };
});

/** What may be promised per item and warehouse. */
export const stockByItem = handleQuery(inventoryOperations.stockByItem, async (ctx, input) => {
  const { warehouse } = ctx.actor.scopes;
  const rows = await availability(ctx.tx, input.itemIds);
  return { rows: warehouse ? rows.filter((r) => warehouse.has(r.warehouseId)) : rows };
});

/** Movements, newest first. */
export const listMoves = handleQuery(inventoryOperations.listMoves, async (ctx, input) => {
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
  return { rows };
});
