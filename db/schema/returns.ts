import { bool, counter, counterRef, day, id, instant, int, looseRef, money, number, qty, ref, revision, table, text, word } from './dsl.ts';

/** Which states of a return may follow which. The same list stands in the returns room; a test tries every pair in SQL. */
const MAY_FOLLOW = `(old.state = 'expected' and new.state in ('received', 'credited', 'cancelled'))
  or (old.state in ('received', 'credited') and new.state = 'closed')`;

/**
 * Goods coming back from a customer, and the credit given for them. Two things happen, in either order: the goods arrive
 * and the customer is credited. `received`: goods are here, credit is owed. `credited`: the credit came first, goods are
 * under way. `closed`: both happened, or the missing goods were written off.
 */
export const customerReturn = table('customer_return', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    order_id: ref('sales_order').orNull(),
    party_id: ref('party'),
    channel_id: looseRef().orNull(),
    external_id: text().orNull(),
    warehouse_id: ref('warehouse'),
    state: word('expected', 'received', 'credited', 'closed', 'cancelled'),
    opened_at: instant(),
    opened_on: day(),
    received_on: day().orNull(),
    credited_on: day().orNull(),
    reason_code: text().orNull(),
    entry_id: counterRef('journal_entry').orNull(),
    credit_note_id: looseRef().orNull(),
    revision: revision(),
  },
  unique: [['channel_id', 'external_id']],
  indexes: [
    ['order_id'],
    ['opened_on', 'id', 'channel_id', 'warehouse_id', 'reason_code'],
    ['state', 'opened_on', 'id'],
    ['party_id', 'opened_on', 'id'],
    ['number', 'id'],
  ],
  extra: {
    sqlite: [
      `create trigger customer_return_transition before update of state on customer_return when old.state <> new.state and not (${MAY_FOLLOW})
       begin select raise(abort, 'customer_return: this state cannot follow that one'); end`,
    ],
    postgres: [
      `create function customer_return_transition() returns trigger language plpgsql as $$ begin
         if old.state <> new.state and not (${MAY_FOLLOW}) then
           raise exception 'customer_return: this state cannot follow that one' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger customer_return_transition before update on customer_return for each row execute function customer_return_transition()`,
    ],
  },
});

/**
 * One line per shipment line that comes back. `value` is what the line carries on the returns clearing account: the
 * original cost the goods left at. `cost_flag` marks a stated cost, because no sale was found.
 */
export const returnLine = table('return_line', {
  kind: 'record',
  columns: {
    id: counter(),
    return_id: ref('customer_return'),
    line_no: int(),
    order_line_id: counterRef('sales_order_line').orNull(),
    shipment_line_id: counterRef('shipment_line').orNull(),
    item_id: ref('item'),
    qty: qty().must((c) => `${c} > 0`),
    value: money(),
    cost_flag: bool().or(0),
    qty_restocked: qty().or(0),
    qty_written_down: qty().or(0),
    move_id: counterRef('stock_move').orNull(),
  },
  lineOf: { table: 'customer_return', column: 'return_id' },
  checks: ['qty_restocked >= 0 and qty_written_down >= 0 and qty_restocked + qty_written_down <= qty'],
  indexes: [['return_id', 'line_no'], ['shipment_line_id'], ['order_line_id']],
});
