import { bool, counterRef, day, id, instant, int, ledgerColumns, looseRef, qty, ref, revision, table, text, word } from './dsl.ts';

/**
 * Units of an item that are told apart: a lot, or a single unit with its serial number. Only what is `ok` may be promised and leave to
 * customers; `sold_until` is the last day it may, far away where nothing ends.
 */
export const lot = table('lot', {
  kind: 'record',
  columns: {
    id: id(),
    item_id: ref('item'),
    code: text(),
    /** One unit with a number of its own. */
    serial: bool(),
    state: word('ok', 'blocked', 'expired'),
    /** Why it is blocked. */
    reason: text().orNull(),
    /** Last day the units may be used. */
    expires_on: day().orNull(),
    best_before_on: day().orNull(),
    /** Day on which they are taken off sale, when that is before the last day. */
    removal_on: day().orNull(),
    /** Day from which somebody should look at what is left. */
    alert_on: day().orNull(),
    sold_until: day(),
    /** Whom it came from, with what, and when: of the first receipt. */
    party_id: looseRef().orNull(),
    source_kind: text(),
    source_id: looseRef(),
    received_at: instant(),
    revision: revision(),
  },
  unique: [['item_id', 'code']],
  checks: ["(state = 'blocked') = (reason is not null)"],
  indexes: [
    ['code', 'id', 'item_id', 'state', 'sold_until', 'serial'],
    ['sold_until', 'id', 'item_id', 'state', 'code', 'serial'],
    { columns: ['sold_until', 'item_id', 'id'], where: "state = 'ok'" },
    ['source_id', 'source_kind'],
  ],
});

/** Which lots a movement took along: their quantities add up to that of the move. */
export const lotMove = table('lot_move', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    move_id: counterRef('stock_move'),
    lot_id: ref('lot'),
    item_id: looseRef(),
    qty: qty().must((c) => `${c} > 0`),
    from_location_id: looseRef(),
    to_location_id: looseRef(),
    effective_at: instant(),
  },
  indexes: [['move_id'], ['lot_id', 'id']],
});

/** On hand per lot and place, kept with each move: over the lots of an item it adds up to what the place holds. */
export const lotBalance = table('lot_balance', {
  kind: 'derived',
  columns: { lot_id: looseRef(), location_id: looseRef(), item_id: looseRef(), internal: bool(), on_hand: qty() },
  primaryKey: ['lot_id', 'location_id'],
  checks: ['internal = 0 or on_hand >= 0'],
  // What stands somewhere is found without the lots that are long gone.
  indexes: [{ columns: ['item_id', 'location_id', 'lot_id'], where: 'internal = 1 and on_hand > 0' }, ['location_id', 'lot_id']],
});

/** The lot a pick or put-back task is for, where its item is tracked. */
export const taskLot = table('task_lot', {
  kind: 'record',
  columns: {
    task_kind: word('pick', 'put-back'),
    task_id: int(),
    lot_id: ref('lot'),
    /** The lot was scanned at its place. */
    scanned: bool().or(0),
  },
  primaryKey: ['task_kind', 'task_id'],
  indexes: [['lot_id', 'task_kind', 'task_id']],
});

/** Which lots stand picked for an order line. Kept with the staged goods. */
export const stagedLot = table('staged_lot', {
  kind: 'derived',
  columns: { order_line_id: int(), location_id: looseRef(), lot_id: looseRef(), qty: qty() },
  primaryKey: ['order_line_id', 'location_id', 'lot_id'],
  checks: ['qty >= 0'],
  indexes: [['lot_id']],
});

/** Which lots of an order line lie in a parcel. */
export const parcelLot = table('parcel_lot', {
  kind: 'record',
  columns: {
    parcel_id: ref('parcel'),
    order_line_id: counterRef('sales_order_line'),
    lot_id: ref('lot'),
    qty: qty().must((c) => `${c} > 0`),
  },
  primaryKey: ['parcel_id', 'order_line_id', 'lot_id'],
  lineOf: { table: 'parcel', column: 'parcel_id' },
  indexes: [['lot_id'], ['order_line_id']],
});
