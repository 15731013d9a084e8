import { sql } from 'kysely';
import { movesList, stockList } from '../../../../preload/contract/inventory-lists.ts';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { mulDiv, share } from '../../../../preload/contract/values/int.ts';
import { kitStock } from '../../catalog/index.ts';
import { namesOfIds, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { always, startsWith } from '../../list-sql.ts';
import { availability } from '../reserve.ts';
import { worthOfMoves } from './worth.ts';

/** Warehouses with the open places stock can stand in, by code. */
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
    .select(['id', 'code', 'name', 'status', 'type', 'area_id as areaId', 'warehouse_id'])
    .where('warehouse_id', 'is not', null)
    .where('type', 'not in', ['zone', 'aisle'])
    .where('active', '=', 1)
    .orderBy('code')
    .execute();
  return {
    rows: rows.map((w) => ({
      ...w,
      locations: places.filter((p) => p.warehouse_id === w.id).map(({ warehouse_id: _w, ...place }) => place),
    })),
  };
});

const PLACE = ['locationId', 'warehouseId', 'status'];
/** Whether a question names places: they are then where the rows are found from. */
export const namesPlaces = (filtered: ReadonlySet<string>): boolean => PLACE.some((field) => filtered.has(field));

/** How rows of items at places (`i`, `b`, `l`) are narrowed, whoever may see them, and what their ids are called. */
export const itemsAtPlaces = {
  through: {
    warehouseId: (on) => sql`b.location_id in (select n.id from location as n where ${on('n.warehouse_id')})`,
    status: (on) => sql`b.location_id in (select n.id from location as n where ${on('n.status')})`,
  },
  scope: ({ scopes }) => onlyInScope(scopes.warehouse, 'l.warehouse_id'),
  search: (text) => startsWith('i.sku', text),
  labels: { warehouseId: { table: 'warehouse', name: 'code' }, locationId: { table: 'location', name: 'code' } },
} as const satisfies Partial<Parameters<typeof handleList>[1]>;

/** What a pool is worth at one of its places, by quantity. Where a place is below zero others hold more than the pool, and are worth more. */
function partOf(poolValue: number, poolQty: number, onHand: number): number {
  if (poolQty === 0) return 0;
  const within = poolQty > 0 ? onHand >= 0 && onHand <= poolQty : onHand <= 0 && onHand >= poolQty;
  return within ? share(poolValue, poolQty, onHand) : mulDiv(poolValue, onHand, poolQty);
}

/** On hand per item and place inside the company by SKU. */
export const stockOnHand = handleList(stockList, {
  // Crossed, SQLite takes the tables as they stand: the SKUs in order, as far as the window reaches. Places are found by their own index.
  from: (filtered) =>
    namesPlaces(filtered)
      ? sql`stock_balance as b, item as i, location as l`
      : sql`item as i cross join stock_balance as b cross join location as l`,
  columns: {
    itemId: 'b.item_id',
    locationId: 'b.location_id',
    sku: 'i.sku',
    title: 'i.title',
    warehouseId: 'l.warehouse_id',
    status: 'l.status',
    onHand: 'b.on_hand',
  },
  where: sql`b.item_id = i.id and l.id = b.location_id and b.internal = 1 and b.on_hand <> 0`,
  ...itemsAtPlaces,
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('stock_balance as b', (join) => join.onRef('b.item_id', '=', 'w.itemId').onRef('b.location_id', '=', 'w.locationId'))
      .innerJoin('item as i', 'i.id', 'b.item_id')
      .innerJoin('location as l', 'l.id', 'b.location_id')
      .leftJoin('warehouse as h', 'h.id', 'l.warehouse_id')
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
        'h.code as warehouseCode',
        'b.on_hand as onHand',
        'b.below_since as belowSince',
        'a.sellable',
        'a.reserved',
        'p.qty as poolQty',
        'p.value as poolValue',
      ])
      .orderBy(order)
      .execute();
    return rows.map(({ sellable, poolQty, poolValue, ...row }) => ({
      ...row,
      available: sellable === null || row.reserved === null ? null : sellable - row.reserved,
      value: partOf(poolValue ?? 0, poolQty ?? 0, row.onHand),
    }));
  },
});

/** What may be promised per item and warehouse. */
export const stockByItem = handleQuery(inventoryReads.stockByItem, async (ctx, input) => {
  const { warehouse } = ctx.actor.scopes;
  const rows = await availability(ctx, input.itemIds);
  return { rows: warehouse ? rows.filter((r) => warehouse.has(r.warehouseId)) : rows };
});

/** How often a kit can be had, by warehouse. */
export const stockOfKit = handleQuery(inventoryReads.stockOfKit, async (ctx, { itemId }) => ({
  rows: (await kitStock(ctx.tx, [itemId], ctx.actor.scopes.warehouse)).map(({ kitId: _kit, ...row }) => row),
}));

const placeIn = (column: string, warehouse: ReadonlySet<string>) =>
  sql<boolean>`${sql.ref(column)} in (select n.id from location as n where ${onlyInScope(warehouse, 'n.warehouse_id')})`;

/** Movements with the document that made them and what they were worth. */
export const moveList = handleList(movesList, {
  from: sql`stock_move as m`,
  columns: {
    moveId: 'm.id',
    itemId: 'm.item_id',
    fromLocationId: 'm.from_location_id',
    toLocationId: 'm.to_location_id',
    effectiveOn: 'm.effective_on',
    sourceKind: 'm.source_kind',
    sourceId: 'm.source_id',
    reasonCode: 'm.reason_code',
  },
  through: { sku: (on) => sql`m.item_id in (select n.id from item as n where ${on('n.sku')})` },
  scope: ({ scopes: { warehouse } }) =>
    warehouse ? sql`(${placeIn('m.from_location_id', warehouse)} or ${placeIn('m.to_location_id', warehouse)})` : always,
  search: (text) => sql<boolean>`m.item_id in (select n.id from item as n where ${startsWith('n.sku', text)})`,
  labels: {
    fromLocationId: { table: 'location', name: 'code' },
    toLocationId: { table: 'location', name: 'code' },
    reasonCode: { table: 'reason_code', name: 'text', key: 'code' },
  },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('stock_move as m', 'm.id', 'w.moveId')
      .innerJoin('item as i', 'i.id', 'm.item_id')
      .innerJoin('location as f', 'f.id', 'm.from_location_id')
      .innerJoin('location as t', 't.id', 'm.to_location_id')
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
      .orderBy(order)
      .execute();
    const worth = await worthOfMoves(
      ctx.tx,
      rows.map((r) => r.moveId),
    );
    // A move carries no channel: whose parcel or return it was is not shown to who is limited to some.
    const named = await namesOfIds(ctx.tx, ctx.actor.scopes.channel ? [] : rows.map((r) => r.sourceId));
    return rows.map((r) => ({ ...r, sourceName: named(r.sourceId), value: worth.get(r.moveId) ?? null }));
  },
});
