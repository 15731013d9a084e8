import { sql } from 'kysely';
import { lotShipmentsList } from '../../../../preload/contract/fulfillment-lots.ts';
import { inScope } from '../../company/index.ts';
import { handleList } from '../../list.ts';
import { all, startsWith } from '../../list-sql.ts';
import { SHIPMENT } from '../model.ts';

/** Units of lots that left for customers. Found from the moves of the lot, each of which names its shipment. */
export const lotShipmentList = handleList(lotShipmentsList, {
  // Crossed, SQLite takes the tables as they stand: the moves of the lot, or all of them in order.
  from: sql`lot_move as m cross join stock_move as k cross join shipment as s cross join sales_order as o`,
  columns: { id: 'm.id', lotId: 'm.lot_id', qty: 'm.qty' },
  where: sql`k.id = m.move_id and k.source_kind = ${sql.lit(SHIPMENT)} and s.id = k.source_id and o.id = s.order_id`,
  through: {
    sku: (on) => sql`m.lot_id in (select n.id from lot as n where n.item_id in (select x.id from item as x where ${on('x.sku')}))`,
  },
  scope: ({ scopes }) => all([inScope(scopes.warehouse, 's.warehouse_id'), inScope(scopes.channel, 'o.channel_id')]),
  search: (text) => sql<boolean>`m.lot_id in (select n.id from lot as n where ${startsWith('n.code', text)})`,
  labels: { lotId: { table: 'lot', name: 'code' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('lot_move as m', 'm.id', 'w.id')
      .innerJoin('lot as l', 'l.id', 'm.lot_id')
      .innerJoin('item as i', 'i.id', 'm.item_id')
      .innerJoin('stock_move as k', 'k.id', 'm.move_id')
      .innerJoin('shipment as s', 's.id', 'k.source_id')
      .innerJoin('sales_order as o', 'o.id', 's.order_id')
      .innerJoin('party as p', 'p.id', 'o.party_id')
      .innerJoin('warehouse as h', 'h.id', 's.warehouse_id')
      .leftJoin('parcel as c', 'c.shipment_id', 's.id')
      .select(['m.id', 'm.lot_id as lotId', 'l.code as lot', 'm.item_id as itemId', 'i.sku', 'm.qty', 's.order_id as orderId'])
      .select(['o.number as orderNumber', 'o.party_id as partyId', 'p.name as partyName', 'p.email', 'p.phone'])
      .select(['s.id as shipmentId', 's.number as shipmentNumber', 's.shipped_on as shippedOn', 's.warehouse_id as warehouseId'])
      .select(['h.code as warehouseCode', 'c.number as parcelNumber', 's.carrier', 's.tracking'])
      .orderBy(order)
      .execute(),
});
