import { counter, counterRef, day, id, int, looseRef, micros, money, number, qty, ref, revision, table, text, word } from './dsl.ts';

/** Which states of a purchase order may follow which. The same list stands in the purchasing room; a test tries every pair in SQL. */
const MAY_FOLLOW = `(old.state = 'draft' and new.state in ('confirmed', 'cancelled'))
  or (old.state = 'confirmed' and new.state in ('done', 'cancelled'))`;

/** What is ordered from a supplier, in the company's currency unless `purchase_order_currency` names another. `done`: everything came, or nothing more will. */
export const purchaseOrder = table('purchase_order', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    party_id: ref('party'),
    warehouse_id: ref('warehouse'),
    state: word('draft', 'confirmed', 'done', 'cancelled'),
    ordered_on: day(),
    expected_on: day().orNull(),
    memo: text(),
    revision: revision(),
  },
  indexes: [
    ['ordered_on', 'id', 'state', 'party_id', 'warehouse_id'],
    ['state', 'ordered_on', 'id'],
    ['party_id', 'ordered_on', 'id'],
    ['number', 'id'],
  ],
  extra: {
    sqlite: [
      `create trigger purchase_order_transition before update of state on purchase_order when old.state <> new.state and not (${MAY_FOLLOW})
       begin select raise(abort, 'purchase_order: this state cannot follow that one'); end`,
    ],
    postgres: [
      `create function purchase_order_transition() returns trigger language plpgsql as $$ begin
         if old.state <> new.state and not (${MAY_FOLLOW}) then
           raise exception 'purchase_order: this state cannot follow that one' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger purchase_order_transition before update on purchase_order for each row execute function purchase_order_transition()`,
    ],
  },
});

/**
 * Goods ordered. Units are matched in order: `qty_received - qty_billed` is owed for but not billed when positive, and billed but not
 * here when negative; what that comes to is open on goods received not invoiced under `<order>/<line>`.
 */
export const purchaseOrderLine = table('purchase_order_line', {
  kind: 'record',
  columns: {
    id: counter(),
    order_id: ref('purchase_order'),
    line_no: int(),
    item_id: ref('item'),
    qty: qty().must((c) => `${c} > 0`),
    price_micros: micros().must((c) => `${c} >= 0`),
    tax_code: text().orNull(),
    qty_received: qty().or(0),
    qty_billed: qty().or(0),
  },
  lineOf: { table: 'purchase_order', column: 'order_id' },
  checks: ['qty_received >= 0', 'qty_billed >= 0'],
  indexes: [['order_id', 'line_no'], ['item_id']],
});

/** The pack an order line is bought in: its price is that of one pack, so that a price per dozen loses nothing. `steps` as ordered. */
export const purchaseLinePack = table('purchase_line_pack', {
  kind: 'record',
  columns: {
    order_line_id: counterRef('purchase_order_line'),
    order_id: ref('purchase_order'),
    pack_id: ref('item_pack'),
    steps: qty().must((c) => `${c} > 1`),
    price_micros: micros().must((c) => `${c} >= 0`),
  },
  primaryKey: ['order_line_id'],
  lineOf: { table: 'purchase_order', column: 'order_id' },
  indexes: [['order_id']],
});

/** Goods of an order that arrived together. */
export const purchaseReceipt = table('purchase_receipt', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    order_id: ref('purchase_order'),
    location_id: ref('location'),
    received_on: day(),
    delivery_note: text(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [['order_id'], ['number', 'id']],
});

/** `value`: what the goods came in at, before any difference a bill brought. */
export const purchaseReceiptLine = table('purchase_receipt_line', {
  kind: 'record',
  columns: {
    id: counter(),
    receipt_id: ref('purchase_receipt'),
    line_no: int(),
    order_line_id: counterRef('purchase_order_line'),
    item_id: ref('item'),
    qty: qty().must((c) => `${c} > 0`),
    value: money(),
    move_id: counterRef('stock_move'),
  },
  lineOf: { table: 'purchase_receipt', column: 'receipt_id' },
  indexes: [
    ['receipt_id', 'line_no'],
    ['order_line_id', 'id'],
  ],
});

/** A bill of a supplier, posted at once, in the company's currency (what it says in another stands in `supplier_bill_currency`). `reference` is the supplier's own number; `reference_key` the same without case, blanks and signs. */
export const supplierBill = table('supplier_bill', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    party_id: ref('party'),
    reference: text(),
    reference_key: text(),
    billed_on: day(),
    due_on: day().orNull(),
    net: money(),
    tax: money(),
    total: money(),
    memo: text(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  unique: [['party_id', 'reference_key']],
  indexes: [
    ['billed_on', 'id', 'party_id', 'net', 'tax', 'total'],
    ['party_id', 'billed_on', 'id'],
    ['reference', 'id'],
    ['number', 'id'],
  ],
});

/**
 * A line of a bill: goods of a purchase order line, or a charge that is a cost of its own. `matched` is what the line cleared on goods
 * received not invoiced; `to_stock` and `to_sold` are where the difference to the receipt went.
 */
export const supplierBillLine = table('supplier_bill_line', {
  kind: 'record',
  columns: {
    id: counter(),
    bill_id: ref('supplier_bill'),
    line_no: int(),
    order_line_id: counterRef('purchase_order_line').orNull(),
    title: text(),
    qty: qty().orNull(),
    net: money(),
    tax: money(),
    tax_code: text().orNull(),
    account_role: text().orNull(),
    matched: money(),
    to_stock: money(),
    to_sold: money(),
  },
  lineOf: { table: 'supplier_bill', column: 'bill_id' },
  indexes: [['bill_id', 'line_no'], ['order_line_id']],
});

/** Landed cost a purchase order line is expected to bear: freight and duty per unit, kept until goods come. */
export const landedEstimate = table('landed_estimate', {
  kind: 'record',
  columns: { order_line_id: counterRef('purchase_order_line'), order_id: ref('purchase_order'), micros: micros() },
  primaryKey: ['order_line_id'],
  lineOf: { table: 'purchase_order', column: 'order_id' },
  indexes: [['order_id']],
});

/** What a receipt took in above its price for landed cost that is expected; `open` until a landed cost settles it. */
export const landedAccrual = table('landed_accrual', {
  kind: 'record',
  columns: { receipt_line_id: counterRef('purchase_receipt_line'), receipt_id: ref('purchase_receipt'), amount: money(), open: money() },
  primaryKey: ['receipt_line_id'],
  lineOf: { table: 'purchase_receipt', column: 'receipt_id' },
  indexes: [['receipt_id']],
});

/** Freight, duty and the like put onto goods that came. */
export const landedCost = table('landed_cost', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    method: word('equal', 'quantity', 'value', 'weight', 'volume'),
    posted_on: day(),
    amount: money(),
    memo: text(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [['number', 'id']],
});

/** `amount`: the share of the receipt line; `estimated`: what it had taken in for it; the rest went to stock or after what is gone. */
export const landedCostLine = table('landed_cost_line', {
  kind: 'record',
  columns: {
    id: counter(),
    landed_cost_id: ref('landed_cost'),
    line_no: int(),
    receipt_line_id: counterRef('purchase_receipt_line'),
    amount: money(),
    estimated: money(),
    to_stock: money(),
    to_sold: money(),
  },
  lineOf: { table: 'landed_cost', column: 'landed_cost_id' },
  indexes: [['landed_cost_id', 'line_no'], ['receipt_line_id']],
});

/** Goods given back to a supplier, out of one receipt. Its value is open on goods returned until the supplier credits it. */
export const supplierReturn = table('supplier_return', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    receipt_id: ref('purchase_receipt'),
    party_id: ref('party'),
    returned_on: day(),
    reason: text(),
    value: money(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [['receipt_id'], ['number', 'id']],
});

/** `value`: what the units came in at; `cost`: what left stock with them. */
export const supplierReturnLine = table('supplier_return_line', {
  kind: 'record',
  columns: {
    id: counter(),
    return_id: ref('supplier_return'),
    line_no: int(),
    receipt_line_id: counterRef('purchase_receipt_line'),
    qty: qty().must((c) => `${c} > 0`),
    value: money(),
    cost: money(),
    move_id: counterRef('stock_move'),
  },
  lineOf: { table: 'supplier_return', column: 'return_id' },
  indexes: [['return_id', 'line_no'], ['receipt_line_id']],
});

/** What a supplier gives back in money for a return; lowers what is owed to them. */
export const supplierCredit = table('supplier_credit', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    party_id: ref('party'),
    return_id: ref('supplier_return'),
    reference: text(),
    reference_key: text(),
    credited_on: day(),
    net: money(),
    tax: money(),
    total: money(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  unique: [['party_id', 'reference_key'], ['return_id']],
  indexes: [['number', 'id']],
});

/** Units of an order line that were received and will never be billed. They count as billed from then on. */
export const grniWriteOff = table('grni_write_off', {
  kind: 'record',
  columns: {
    id: counter(),
    order_id: ref('purchase_order'),
    order_line_id: counterRef('purchase_order_line'),
    written_off_on: day(),
    qty: qty().must((c) => `${c} > 0`),
    value: money(),
    reason: text(),
    entry_id: counterRef('journal_entry').orNull(),
  },
  lineOf: { table: 'purchase_order', column: 'order_id' },
  indexes: [['order_id'], ['order_line_id']],
});

/**
 * Why a bill or a supplier's credit is not paid: somebody disputes it, or it stands in a payment run that was not carried out yet. The key lets each
 * stand in one run only.
 */
export const payableHold = table('payable_hold', {
  kind: 'record',
  columns: { item_key: looseRef(), kind: word('dispute', 'payment-run'), source_id: looseRef().orNull(), reason: text(), held_on: day() },
  primaryKey: ['item_key', 'kind'],
  indexes: [['source_id', 'item_key']],
});
