import { bool, id, int, looseRef, ref, revision, table, text, word } from './dsl.ts';

/** A service of a carrier that orders are sent with. */
export const carrierService = table('carrier_service', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    carrier: text(),
    level: word('express', 'standard', 'economy'),
    /** orders whose charge has this SKU are sent with it; null where people say it order by order */
    charge_sku: text().orNull(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['code'], ['charge_sku']],
});

/** Until when of a day a warehouse hands parcels of a service over, by the clock of its place. */
export const carrierCutoff = table('carrier_cutoff', {
  kind: 'record',
  columns: {
    service_id: ref('carrier_service'),
    warehouse_id: ref('warehouse'),
    /** HH:MM; text order is the order of the day */
    at: text().must((c) => `length(${c}) = 5`),
    zone: text(),
  },
  primaryKey: ['service_id', 'warehouse_id'],
  lineOf: { table: 'carrier_service', column: 'service_id' },
  indexes: [['warehouse_id']],
});

/** The service an order is sent with. */
export const orderService = table('order_service', {
  kind: 'record',
  columns: { order_id: ref('sales_order'), service_id: ref('carrier_service'), revision: revision() },
  primaryKey: ['order_id'],
  indexes: [['service_id', 'order_id']],
});

/** Which orders a wave takes, kept under a name and released by hand or by a schedule. */
export const waveTemplate = table('wave_template', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    warehouse_id: ref('warehouse'),
    method: word('single', 'batch', 'cluster'),
    /** orders promised up to so many days from the day of release; null: whatever they are promised for */
    promised_within: int().orNull(),
    level: word('express', 'standard', 'economy').orNull(),
    service_id: ref('carrier_service').orNull(),
    /** HH:MM; only services whose cut-off is then or before */
    cutoff_by: text().orNull(),
    zone_id: ref('location').orNull(),
    /** whole: orders that lie in the zone with all they are promised; part: what of any order lies there */
    zone_take: word('whole', 'part').or('whole'),
    channel_id: looseRef().orNull(),
    max_orders: int().must((c) => `${c} > 0`),
    max_lines: int().must((c) => `${c} > 0`),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['name']],
  indexes: [['warehouse_id'], ['service_id'], ['zone_id']],
});
