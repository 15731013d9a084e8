import { bool, counter, counterRef, day, id, instant, int, number, qty, ref, revision, table, text, word } from './dsl.ts';
import { transitions } from './transitions.ts';

/** What may become of a parcel. The same pairs stand in the fulfillment room. */
const STEPS = ['open>packed', 'open>void', 'packed>void', 'packed>shipped'];

/** Parcels that were given to a carrier together, for the list that goes with them. */
export const manifest = table('manifest', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    warehouse_id: ref('warehouse'),
    carrier: text(),
    made_on: day(),
    made_at: instant(),
    parcels: int(),
    revision: revision(),
  },
  indexes: [['made_on', 'id']],
});

/** A box for one order, from opening it on the bench to handover: then it is a shipment. Its number stands on the label. */
export const parcel = table('parcel', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    wave_order_id: counterRef('wave_order'),
    order_id: ref('sales_order'),
    warehouse_id: ref('warehouse'),
    state: word('open', 'packed', 'void', 'shipped'),
    /** millimetres and grams as measured at the bench */
    length_mm: int().orNull(),
    width_mm: int().orNull(),
    height_mm: int().orNull(),
    weight_g: int().orNull(),
    carrier: text().orNull(),
    tracking: text().orNull(),
    packed_at: instant().orNull(),
    shipment_id: ref('shipment').orNull(),
    manifest_id: ref('manifest').orNull(),
    revision: revision(),
  },
  checks: ["(state = 'shipped') = (shipment_id is not null)", "state not in ('packed', 'shipped') or packed_at is not null"],
  indexes: [
    ['wave_order_id'],
    ['order_id'],
    ['number', 'id', 'warehouse_id', 'carrier', 'state', 'tracking'],
    { columns: ['shipment_id'], where: 'shipment_id is not null' },
    { columns: ['manifest_id'], where: 'manifest_id is not null' },
    { columns: ['warehouse_id', 'carrier', 'id'], where: "state = 'packed'" },
  ],
  extra: transitions('parcel', STEPS),
});

/** What of an order line lies in a parcel. */
export const parcelLine = table('parcel_line', {
  kind: 'record',
  columns: {
    id: counter(),
    parcel_id: ref('parcel'),
    order_line_id: counterRef('sales_order_line'),
    item_id: ref('item'),
    qty: qty().must((c) => `${c} > 0`),
  },
  unique: [['parcel_id', 'order_line_id']],
  lineOf: { table: 'parcel', column: 'parcel_id' },
  indexes: [['order_line_id']],
});

/** A box or bag parcels are packed in: outer measures, what it weighs empty, and what it bears with its goods. */
export const packageType = table('package_type', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    length_mm: int().must((c) => `${c} > 0`),
    width_mm: int().must((c) => `${c} > 0`),
    height_mm: int().must((c) => `${c} > 0`),
    tare_g: int().must((c) => `${c} >= 0`),
    max_g: int().orNull(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['code']],
});

/** How a parcel was closed: in what, what it should weigh, and its number that is the only one in the world (SSCC). */
export const parcelClosing = table('parcel_closing', {
  kind: 'record',
  columns: {
    id: counter(),
    parcel_id: ref('parcel'),
    package_type_id: ref('package_type').orNull(),
    /** grams by its goods and its box; null where one of them was never weighed */
    expected_g: int().orNull(),
    sscc: text().orNull(),
  },
  unique: [['parcel_id']],
  lineOf: { table: 'parcel', column: 'parcel_id' },
  indexes: [
    { columns: ['sscc'], where: 'sscc is not null' },
    { columns: ['package_type_id'], where: 'package_type_id is not null' },
  ],
});
