import { bool, counter, day, id, int, looseRef, micros, money, number, qty, ref, revision, table, text, word } from './dsl.ts';
import { transitions } from './transitions.ts';

/** What may become of a quote. The same pairs stand in the sales room; a test tries every pair in SQL. */
const STEPS = ['draft>sent', 'sent>draft', 'draft>declined', 'sent>declined', 'sent>accepted'];

/** Prices offered to a customer until a day. It promises no stock and posts nothing; accepted, it is an order at these prices. */
export const quote = table('quote', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    party_id: ref('party'),
    state: word('draft', 'sent', 'accepted', 'declined'),
    /** which of its versions stands; the lines of earlier ones stay */
    version: int().or(1),
    quoted_on: day(),
    /** the last day it can be accepted */
    valid_until: day(),
    currency: text(),
    country: text(),
    price_includes_tax: bool(),
    net: money(),
    tax: money(),
    total: money(),
    memo: text().or(''),
    sent_on: day().orNull(),
    decided_on: day().orNull(),
    decline_reason: text().orNull(),
    order_id: ref('sales_order').orNull(),
    made_by: looseRef(),
    revision: revision(),
  },
  checks: [`(state = 'accepted') = (order_id is not null)`, 'net + tax = total', 'quoted_on <= valid_until'],
  indexes: [
    ['number', 'id'],
    ['quoted_on', 'id'],
    ['valid_until', 'id'],
    ['state', 'quoted_on', 'id'],
    ['party_id', 'quoted_on', 'id'],
    ['total', 'id'],
    { columns: ['order_id'], where: 'order_id is not null' },
  ],
  extra: transitions('quote', STEPS),
});

/** A line of one version of a quote, with its amounts as they were computed once and its price as it was named or found. */
export const quoteLine = table('quote_line', {
  kind: 'record',
  columns: {
    id: counter(),
    quote_id: ref('quote'),
    version: int(),
    line_no: int(),
    kind: word('item', 'charge'),
    item_id: ref('item').orNull(),
    sku: text(),
    title: text(),
    /** code of the pack quantity and price are of */
    pack: text().orNull(),
    qty: qty().must((c) => `${c} > 0`),
    unit_price_micros: micros(),
    discount: money(),
    discount_ppm: int(),
    net: money(),
    tax: money(),
    total: money(),
    tax_code: text().orNull(),
    tax_rate_ppm: int(),
    revenue_role: text().orNull(),
    /** who named the price, where no person did */
    basis: word('customer', 'tier', 'item').orNull(),
    price_list_id: ref('price_list').orNull(),
  },
  lineOf: { table: 'quote', column: 'quote_id' },
  checks: ['net + tax = total', `(kind = 'item') = (item_id is not null)`],
  unique: [['quote_id', 'version', 'line_no']],
  indexes: [['item_id']],
});
