import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { locationsList } from '../../../../preload/contract/inventory-lists.ts';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { suggestPlaces } from '../putaway.ts';
import { assertWarehouseScope } from '../warehouses.ts';

/** Places inside the warehouses with what they lie in and how many products stand there. */
const placesOf = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('location as l')
    .innerJoin('warehouse as h', 'h.id', 'l.warehouse_id')
    .leftJoin('location as p', 'p.id', 'l.parent_id')
    .select([
      'l.id',
      'l.code',
      'l.name',
      'h.id as warehouseId',
      'h.code as warehouseCode',
      'l.type',
      'l.status',
      'l.parent_id as parentId',
      'p.code as parentCode',
      'l.path_order as pathOrder',
      'l.active',
      'l.revision',
    ])
    .select(
      sql<number>`(select cast(count(*) as bigint) from stock_balance as b where b.location_id = l.id and b.on_hand <> 0)`.as('items'),
    )
    .select(sql<number>`coalesce(l.below_zero, 0)`.as('belowZero'));

/** Places of the warehouses by code. */
export const locationList = handleList(locationsList, {
  from: sql`location as l`,
  columns: {
    id: 'l.id',
    code: 'l.code',
    name: 'l.name',
    warehouseId: 'l.warehouse_id',
    type: 'l.type',
    status: 'l.status',
    parentId: 'l.parent_id',
    active: 'l.active',
    pathOrder: 'l.path_order',
  },
  where: sql`l.type <> 'outside'`,
  scope: ({ scopes }) => onlyInScope(scopes.warehouse, 'l.warehouse_id'),
  search: (text) => startsWith('l.code', text),
  labels: { warehouseId: { table: 'warehouse', name: 'code' }, parentId: { table: 'location', name: 'code' } },
  rows: (ctx, { window, order }) => placesOf(ctx).innerJoin(window.as('w'), 'w.id', 'l.id').orderBy(order).execute(),
});

/** One place with the places it lies in, by id or by the code on its label. */
export const getLocation = handleQuery(inventoryReads.getLocation, async (ctx, { locationId, code }) => {
  const row = await placesOf(ctx)
    .where('l.type', '<>', 'outside')
    .where((eb) => (locationId === undefined ? eb('l.code', '=', code ?? '') : eb('l.id', '=', locationId)))
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'place', id: locationId ?? code ?? '' });
  assertWarehouseScope(ctx.actor, row.warehouseId);
  const path: { id: string; code: string }[] = [];
  for (let up = row.parentId; up !== null; ) {
    const above: { id: string; code: string; parent_id: string | null } = await ctx.tx.db
      .selectFrom('location')
      .select(['id', 'code', 'parent_id'])
      .where('id', '=', up)
      .executeTakeFirstOrThrow();
    path.unshift({ id: above.id, code: above.code });
    up = above.parent_id;
  }
  const { n } = await ctx.tx.db
    .selectFrom('location')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'bigint').as('n'))
    .where('parent_id', '=', row.id)
    .executeTakeFirstOrThrow();
  return { ...row, path, below: n };
});

/** Putaway rules by warehouse, those for products first. */
export const listPutawayRules = handleQuery(inventoryReads.listPutawayRules, async (ctx, input) => {
  let q = ctx.tx.db
    .selectFrom('putaway_rule as r')
    .innerJoin('warehouse as h', 'h.id', 'r.warehouse_id')
    .innerJoin('location as l', 'l.id', 'r.location_id')
    .leftJoin('item as i', 'i.id', 'r.item_id')
    .leftJoin('category as c', 'c.id', 'r.category_id')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'r.warehouse_id'))
    .select([
      'r.id',
      'r.warehouse_id as warehouseId',
      'h.code as warehouseCode',
      'r.item_id as itemId',
      'i.sku',
      'r.category_id as categoryId',
      'c.name as categoryName',
      'r.location_id as locationId',
      'l.code as locationCode',
      'r.revision',
    ]);
  if (input.warehouseId !== undefined) q = q.where('r.warehouse_id', '=', input.warehouseId);
  const rows = await q
    .orderBy('h.code')
    .orderBy(sql`case when i.sku is null then 1 else 0 end`)
    .orderBy(sql`coalesce(i.sku, c.name)`)
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

/** What stands at a place and would be put away, by SKU, and where to. */
export const suggestPutaway = handleQuery(inventoryReads.suggestPutaway, async (ctx, { locationId, limit, offset }) => {
  const place = await ctx.tx.db.selectFrom('location').select(['id', 'warehouse_id']).where('id', '=', locationId).executeTakeFirst();
  if (!place?.warehouse_id) throw refuse(notFound, { kind: 'place', id: locationId });
  assertWarehouseScope(ctx.actor, place.warehouse_id);
  const held = await ctx.tx.db
    .selectFrom('stock_balance as b')
    .innerJoin('item as i', 'i.id', 'b.item_id')
    .select(['i.id', 'i.category_id as categoryId', 'i.sku', 'i.title', 'b.on_hand'])
    .where('b.location_id', '=', place.id)
    .where('b.on_hand', '>', 0)
    .orderBy('i.sku')
    .execute();
  const suggested = await suggestPlaces(ctx.tx, place.warehouse_id, place.id, held);
  const rows = held.flatMap(({ id, sku, title, on_hand: qty }) => {
    const to = suggested.get(id);
    return to ? [{ itemId: id, sku, title, qty, toLocationId: to.locationId, toCode: to.code, why: to.why }] : [];
  });
  return { rows: rows.slice(offset, offset + limit) };
});
