import { bool, counter, day, id, instant, looseRef, number, ref, revision, table, word } from './dsl.ts';

/** Orders that leave in one parcel. Each stays what it is; the merge says that they are handed over together. */
export const orderMerge = table('order_merge', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    /** open: to leave together; shipped: left; undone: taken apart, or nothing was left to send */
    state: word('open', 'shipped', 'undone'),
    party_id: ref('party'),
    /** the earliest day any of them was promised for when they were merged */
    promised_on: day().orNull(),
    made_at: instant(),
    made_by: looseRef(),
    revision: revision(),
  },
  indexes: [['number', 'id'], { columns: ['made_at', 'id'], where: "state = 'open'" }],
});

/** An order of a merge. `open` while the merge is: an order is in one open merge at most. */
export const orderMergeMember = table('order_merge_member', {
  kind: 'record',
  columns: { id: counter(), merge_id: ref('order_merge'), order_id: ref('sales_order'), open: bool() },
  unique: [['merge_id', 'order_id']],
  lineOf: { table: 'order_merge', column: 'merge_id' },
  indexes: [{ columns: ['order_id', 'merge_id'], where: 'open = 1' }],
});

/** An order that was split off another: its money with the channel and the channel's name of it are those of the first order. */
export const salesOrderSplit = table('sales_order_split', {
  kind: 'record',
  columns: {
    order_id: ref('sales_order'),
    /** the order its lines came from */
    from_order_id: ref('sales_order'),
    /** the order the channel or the customer placed, from which all of them came */
    root_order_id: ref('sales_order'),
    split_on: day(),
  },
  primaryKey: ['order_id'],
  indexes: [['from_order_id'], ['root_order_id', 'order_id']],
});
