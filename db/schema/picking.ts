import {
  bool,
  counter,
  counterRef,
  day,
  id,
  instant,
  int,
  ledgerColumns,
  looseRef,
  number,
  qty,
  ref,
  revision,
  table,
  text,
  word,
} from './dsl.ts';
import { transitions } from './transitions.ts';

/** Steps of an order in a wave, and of a wave. The same pairs stand in the fulfillment room; a test tries every pair in SQL. */
const ORDER_STEPS = [
  'released>picking',
  'released>picked',
  'picking>picked',
  'picked>packed',
  'packed>picked',
  'picked>shipped',
  'packed>shipped',
  'released>cancelled',
  'picking>cancelled',
  'picked>cancelled',
  'packed>cancelled',
];
/** A wave stands where the order stands that is furthest behind, so it may pass steps over. */
const WAVE_STEPS = [...ORDER_STEPS, 'released>packed', 'released>shipped', 'picking>packed', 'picking>shipped'];

/**
 * How a warehouse delivers: ship, pick and ship, or pick, pack and ship. Picked goods stand in the staging place and missing ones
 * in a place of their own until they are looked for; neither is sellable, and both belong to the warehouse's own valuation area.
 */
export const warehouseDelivery = table('warehouse_delivery', {
  kind: 'record',
  columns: {
    warehouse_id: ref('warehouse'),
    steps: int().must((c) => `${c} in (1, 2, 3)`),
    /** which place an item is taken from: along the path, or where it has lain longest */
    place_order: word('path', 'fifo'),
    staging_location_id: ref('location'),
    missing_location_id: ref('location'),
    revision: revision(),
  },
  primaryKey: ['warehouse_id'],
  unique: [['staging_location_id']],
});

/** Orders that are picked together in one warehouse. */
export const wave = table('wave', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    warehouse_id: ref('warehouse'),
    /** single: order after order; batch: along the path for all; cluster: along the path, a tote per order */
    method: word('single', 'batch', 'cluster'),
    state: word('released', 'picking', 'picked', 'packed', 'shipped', 'cancelled'),
    released_on: day(),
    released_at: instant(),
    revision: revision(),
  },
  indexes: [
    ['released_on', 'id', 'warehouse_id', 'state', 'method'],
    ['number', 'id'],
    ['state', 'released_on', 'id'],
  ],
  extra: transitions('wave', WAVE_STEPS),
});

/** An order in a wave. An order is in one open wave of a warehouse at a time. */
export const waveOrder = table('wave_order', {
  kind: 'record',
  columns: {
    id: counter(),
    wave_id: ref('wave'),
    order_id: ref('sales_order'),
    warehouse_id: ref('warehouse'),
    /** code of the tote a cluster wave picks the order into */
    tote: text().orNull(),
    state: word('released', 'picking', 'picked', 'packed', 'shipped', 'cancelled'),
    revision: revision(),
  },
  unique: [['wave_id', 'order_id']],
  indexes: [{ columns: ['order_id', 'warehouse_id'], where: "state not in ('shipped', 'cancelled')" }, ['order_id']],
  extra: transitions('wave_order', ORDER_STEPS),
});

/** The hard allocation: take this many of this item from this place for this order line. Open, it stands behind a reservation. */
export const pickTask = table('pick_task', {
  kind: 'record',
  columns: {
    id: counter(),
    wave_id: ref('wave'),
    wave_order_id: counterRef('wave_order'),
    order_line_id: counterRef('sales_order_line'),
    item_id: ref('item'),
    location_id: ref('location'),
    /** place in the walk through the wave */
    path_no: int(),
    qty: qty().must((c) => `${c} > 0`),
    /** the place was scanned, and units counted by scans so far */
    at_place: bool().or(0),
    counted: qty().or(0),
    picked: qty().or(0),
    state: word('open', 'picked', 'short', 'cancelled'),
    move_id: counterRef('stock_move').orNull(),
    revision: revision(),
  },
  checks: ['picked <= qty', 'counted <= qty', '(move_id is not null) = (picked > 0)', "state <> 'picked' or picked = qty"],
  indexes: [
    ['wave_id', 'path_no', 'id'],
    ['wave_order_id'],
    ['order_line_id'],
    { columns: ['item_id', 'location_id'], where: "state = 'open'" },
  ],
});

/** Goods that stand picked for an order line: picked less put back and shipped. Kept with each move, re-derived by the doctor. */
export const stagedGoods = table('staged_goods', {
  kind: 'derived',
  columns: {
    order_line_id: int(),
    location_id: looseRef(),
    order_id: looseRef(),
    item_id: looseRef(),
    warehouse_id: looseRef(),
    qty: qty(),
  },
  primaryKey: ['order_line_id', 'location_id'],
  checks: ['qty >= 0'],
  indexes: [['order_id'], ['location_id', 'item_id']],
});

/** Goods to be carried back from staging to a shelf: not sellable before that is confirmed. */
export const putBackTask = table('put_back_task', {
  kind: 'record',
  columns: {
    id: counter(),
    wave_order_id: counterRef('wave_order'),
    order_line_id: counterRef('sales_order_line'),
    item_id: ref('item'),
    from_location_id: ref('location'),
    to_location_id: ref('location'),
    qty: qty().must((c) => `${c} > 0`),
    state: word('open', 'done'),
    made_at: instant(),
    done_at: instant().orNull(),
    move_id: counterRef('stock_move').orNull(),
    revision: revision(),
  },
  checks: ["(state = 'done') = (move_id is not null)"],
  indexes: [{ columns: ['from_location_id', 'id'], where: "state = 'open'" }, ['order_line_id'], ['wave_order_id']],
});

/** Goods a picker did not find: taken off the shelf's books into the missing place until somebody has looked for them. */
export const missingGoods = table('missing_goods', {
  kind: 'record',
  columns: {
    id: counter(),
    task_id: counterRef('pick_task'),
    item_id: ref('item'),
    location_id: ref('location'),
    warehouse_id: ref('warehouse'),
    qty: qty().must((c) => `${c} > 0`),
    state: word('open', 'closed'),
    noticed_at: instant(),
    found_qty: qty().orNull(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [['task_id'], { columns: ['warehouse_id', 'id'], where: "state = 'open'" }],
});

/** Every scan that was taken, with how long it took from the reader to the answer. Wrong ones are refused and kept as incidents. */
export const scanEvent = table('scan_event', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    bench: word('pick', 'pack', 'ship', 'put-back'),
    subject_id: looseRef(),
    task_id: int().orNull(),
    expects: text(),
    code: text(),
    outcome: word('right', 'overridden'),
    units: qty(),
    at: instant(),
    latency_ms: int(),
  },
  indexes: [['subject_id', 'id']],
});
