import { counter, counterRef, instant, qty, ref, revision, table, word } from './dsl.ts';
import { transitions } from './transitions.ts';

/** The bin a product is picked from in a warehouse, and how much of it should lie there. Every other sellable place is its reserve. */
export const pickFace = table('pick_face', {
  kind: 'record',
  columns: {
    id: counter(),
    warehouse_id: ref('warehouse'),
    item_id: ref('item'),
    location_id: ref('location'),
    min_qty: qty().must((c) => `${c} >= 0`),
    max_qty: qty().must((c) => `${c} > 0`),
    revision: revision(),
  },
  unique: [['warehouse_id', 'item_id']],
  checks: ['min_qty <= max_qty'],
  indexes: [['location_id'], ['warehouse_id', 'id'], ['item_id']],
});

/** Goods to be carried from reserve to their face. Done says how many were: fewer than asked where the reserve held less. */
export const replenishTask = table('replenish_task', {
  kind: 'record',
  columns: {
    id: counter(),
    warehouse_id: ref('warehouse'),
    item_id: ref('item'),
    from_location_id: ref('location'),
    to_location_id: ref('location'),
    /** the lot to be carried, of a tracked item */
    lot_id: ref('lot').orNull(),
    qty: qty().must((c) => `${c} > 0`),
    moved: qty().or(0),
    reason: word('below-min', 'wave-demand'),
    state: word('open', 'done', 'cancelled'),
    made_at: instant(),
    done_at: instant().orNull(),
    move_id: counterRef('stock_move').orNull(),
    revision: revision(),
  },
  checks: ['moved >= 0 and moved <= qty', '(move_id is not null) = (moved > 0)', "state = 'done' or moved = 0"],
  indexes: [
    ['made_at', 'id', 'warehouse_id', 'item_id', 'from_location_id', 'to_location_id', 'reason', 'state'],
    { columns: ['item_id', 'from_location_id'], where: "state = 'open'" },
    { columns: ['item_id', 'to_location_id'], where: "state = 'open'" },
    { columns: ['lot_id'], where: "state = 'open'" },
  ],
  extra: transitions('replenish_task', ['open>done', 'open>cancelled']),
});
