import { sql } from 'kysely';
import { replenishOperations, replenishTasksList } from '../../../../preload/contract/fulfillment-replenish.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { handleList } from '../../list.ts';

export const replenishTaskList = handleList(replenishTasksList, {
  from: sql`replenish_task as t`,
  columns: {
    taskId: 't.id',
    warehouseId: 't.warehouse_id',
    itemId: 't.item_id',
    fromLocationId: 't.from_location_id',
    toLocationId: 't.to_location_id',
    reason: 't.reason',
    state: 't.state',
    madeAt: 't.made_at',
  },
  scope: ({ scopes }) => onlyInScope(scopes.warehouse, 't.warehouse_id'),
  labels: { warehouseId: { table: 'warehouse', name: 'code' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom('replenish_task as t')
      .innerJoin(window.as('w'), 'w.taskId', 't.id')
      .innerJoin('warehouse as h', 'h.id', 't.warehouse_id')
      .innerJoin('item as i', 'i.id', 't.item_id')
      .innerJoin('location as f', 'f.id', 't.from_location_id')
      .innerJoin('location as l', 'l.id', 't.to_location_id')
      .leftJoin('lot as b', 'b.id', 't.lot_id')
      .select(['t.id as taskId', 't.warehouse_id as warehouseId', 'h.code as warehouseCode', 't.item_id as itemId', 'i.sku', 'i.title'])
      .select(['t.from_location_id as fromLocationId', 'f.code as from', 't.to_location_id as toLocationId', 'l.code as to'])
      .select(['b.code as lot', 't.qty', 't.moved', 't.reason', 't.state', 't.made_at as madeAt'])
      .orderBy(order)
      .execute(),
});

export const listPickFaces = handleQuery(replenishOperations.listPickFaces, async (ctx, input) => {
  assertWarehouseScope(ctx.actor, input.warehouseId);
  let q = ctx.tx.db
    .selectFrom('pick_face as f')
    .innerJoin('item as i', 'i.id', 'f.item_id')
    .innerJoin('location as l', 'l.id', 'f.location_id')
    .where('f.warehouse_id', '=', input.warehouseId);
  if (input.sku !== undefined) q = q.where('i.sku', '=', input.sku);
  const rows = await q
    .select(['f.id as faceId', 'f.item_id as itemId', 'i.sku', 'i.title', 'f.location_id as locationId', 'l.code as place'])
    .select(['f.min_qty as min', 'f.max_qty as max'])
    .select([
      sql<number>`cast(coalesce((select b.on_hand from stock_balance as b where b.item_id = f.item_id and b.location_id = f.location_id), 0)
        - coalesce((select sum(p.qty) from pick_task as p where p.item_id = f.item_id and p.location_id = f.location_id and p.state = 'open'), 0) as bigint)`.as(
        'free',
      ),
      sql<number>`cast(coalesce((select sum(r.qty) from replenish_task as r
        where r.item_id = f.item_id and r.to_location_id = f.location_id and r.state = 'open'), 0) as bigint)`.as('coming'),
      sql<number>`cast(coalesce((select sum(b.on_hand) from stock_balance as b join location as p on p.id = b.location_id
        where b.item_id = f.item_id and p.warehouse_id = f.warehouse_id and p.status = 'sellable' and b.location_id <> f.location_id), 0) as bigint)`.as(
        'reserve',
      ),
    ])
    .orderBy('f.id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});
