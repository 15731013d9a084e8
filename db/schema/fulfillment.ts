import { counter, counterRef, day, id, instant, int, looseRef, number, qty, ref, revision, table, text, word } from './dsl.ts';

/** A parcel's worth of goods handed over: posting happens at handover, so a shipment row is always a fact. */
export const shipment = table('shipment', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    order_id: ref('sales_order'),
    warehouse_id: ref('warehouse'),
    state: word('shipped', 'void'),
    shipped_at: instant(),
    shipped_on: day(),
    carrier: text().orNull(),
    tracking: text().orNull(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  // What the list is filtered by rides in the index of its order: no index of its own is paid for by every parcel.
  indexes: [
    ['order_id'],
    ['shipped_on', 'id', 'warehouse_id', 'carrier', 'state'],
    ['shipped_at', 'id'],
    ['number', 'id'],
    { columns: ['tracking', 'id'], where: 'tracking is not null' },
  ],
});

/**
 * What of an order line was in the parcel. Services travel without a stock move. The customer stands here too, because a
 * channel's cancellation names customer and SKU only and must find its sale without reading the customer's history.
 */
export const shipmentLine = table('shipment_line', {
  kind: 'record',
  columns: {
    id: counter(),
    shipment_id: ref('shipment'),
    line_no: int(),
    order_line_id: counterRef('sales_order_line'),
    item_id: ref('item'),
    party_id: looseRef(),
    qty: qty().must((c) => `${c} > 0`),
    move_id: counterRef('stock_move').orNull(),
  },
  lineOf: { table: 'shipment', column: 'shipment_id' },
  indexes: [['shipment_id', 'line_no'], ['order_line_id'], ['party_id', 'item_id', 'id']],
});

/**
 * Why an order is not simply promised from one warehouse: kept only for orders that were split or came up short, so that
 * the usual order costs no row. `short_qty` is what still waits for stock.
 */
export const allocation = table('allocation', {
  kind: 'record',
  columns: {
    order_id: ref('sales_order'),
    outcome: word('single', 'split', 'partial', 'none'),
    reason: word('one-warehouse-covers', 'no-warehouse-covers', 'stock-short', 'waits-for-whole-order'),
    short_qty: qty(),
    decided_at: instant(),
    revision: revision(),
  },
  primaryKey: ['order_id'],
  indexes: [{ columns: ['decided_at', 'order_id'], where: 'short_qty > 0' }],
});
