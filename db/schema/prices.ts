import { bool, counter, counterRef, day, id, int, micros, qty, ref, revision, table, text, word } from './dsl.ts';

/** Prices agreed for some customers or tiers, from a day to a day; in prices with or without tax, as `includes_tax` says. */
export const priceList = table('price_list', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    currency: text(),
    includes_tax: bool(),
    valid_from: day().orNull(),
    valid_to: day().orNull(),
    /** off the price of the item, millionths, for what the list has no price of; null: the list says nothing about it */
    off_ppm: int()
      .orNull()
      .must((c) => `${c} between 0 and 1000000`),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['name']],
  indexes: [
    ['name', 'id'],
    ['active', 'name', 'id'],
    ['includes_tax', 'name', 'id'],
  ],
});

/** A price per unit from a quantity on, in steps of the stock unit. */
export const priceListLine = table('price_list_line', {
  kind: 'record',
  columns: {
    id: counter(),
    price_list_id: ref('price_list'),
    item_id: ref('item'),
    min_qty: qty().must((c) => `${c} > 0`),
    price_micros: micros().must((c) => `${c} >= 0`),
  },
  unique: [['price_list_id', 'item_id', 'min_qty']],
  indexes: [['item_id']],
  lineOf: { table: 'price_list', column: 'price_list_id' },
});

/** Whom a list is for: a tier of customers, or one customer. */
export const priceListFor = table('price_list_for', {
  kind: 'record',
  columns: { id: counter(), price_list_id: ref('price_list'), tier: text().orNull(), party_id: ref('party').orNull() },
  checks: ['(tier is null) <> (party_id is null)'],
  indexes: [['price_list_id'], ['tier', 'price_list_id'], ['party_id', 'price_list_id']],
  lineOf: { table: 'price_list', column: 'price_list_id' },
});

/** Where the price of an order line came from, where nobody named it. */
export const salesOrderLinePrice = table('sales_order_line_price', {
  kind: 'record',
  columns: {
    order_line_id: counterRef('sales_order_line'),
    order_id: ref('sales_order'),
    basis: word('customer', 'tier', 'item'),
    price_list_id: ref('price_list').orNull(),
  },
  primaryKey: ['order_line_id'],
  checks: [`(basis = 'item') = (price_list_id is null)`],
  indexes: [['order_id']],
  lineOf: { table: 'sales_order', column: 'order_id' },
});

/** The most of a price people of a role may give away by themselves, millionths. A role without a row has no limit. */
export const discountLimit = table('discount_limit', {
  kind: 'record',
  columns: { role_id: ref('role'), limit_ppm: int().must((c) => `${c} between 0 and 1000000`), revision: revision() },
  primaryKey: ['role_id'],
});
