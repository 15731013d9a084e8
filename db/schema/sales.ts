import {
  bool,
  counter,
  counterRef,
  day,
  id,
  instant,
  int,
  json,
  looseRef,
  micros,
  money,
  number,
  qty,
  ref,
  revision,
  table,
  text,
  word,
} from './dsl.ts';

/** Which states of an order may follow which. The same list stands in the sales room; a test tries every pair in SQL. */
const MAY_FOLLOW = `old.state = 'open' and new.state in ('completed', 'cancelled')`;

export const salesOrder = table('sales_order', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    channel_id: looseRef().orNull(),
    external_id: text().orNull(),
    party_id: ref('party'),
    state: word('open', 'completed', 'cancelled'),
    /** when the channel takes the money: before shipment (a deposit), with each shipment, or the customer pays the invoice */
    payment: word('before-shipment', 'at-shipment', 'on-account'),
    ordered_at: instant(),
    ordered_on: day(),
    promised_on: day().orNull(),
    currency: text(),
    country: text(),
    price_includes_tax: bool().or(0),
    tax_rounding: word('line', 'document'),
    /** received: line amounts are the channel's own; computed: by our tax engine with `tax_rounding` */
    amounts: word('received', 'computed'),
    net: money(),
    tax: money(),
    total: money(),
    cancel_reason: text().orNull(),
    revision: revision(),
  },
  unique: [['channel_id', 'external_id']],
  indexes: [
    ['ordered_at', 'id'],
    ['state', 'ordered_at', 'id'],
    ['state', 'total', 'id'],
    ['party_id', 'ordered_at', 'id'],
    ['channel_id', 'ordered_at', 'id'],
    // A month sorted by amount is answered inside this index, without looking at the orders themselves.
    ['ordered_on', 'total', 'id'],
    ['total', 'id'],
    ['number', 'id'],
    // What of a customer is still open, for what they may owe.
    { columns: ['party_id', 'id'], where: "state = 'open'" },
  ],
  extra: {
    sqlite: [
      `create trigger sales_order_transition before update of state on sales_order when old.state <> new.state and not (${MAY_FOLLOW})
       begin select raise(abort, 'sales_order: a completed or cancelled order keeps its state'); end`,
    ],
    postgres: [
      `create function sales_order_transition() returns trigger language plpgsql as $$ begin
         if old.state <> new.state and not (${MAY_FOLLOW}) then
           raise exception 'sales_order: a completed or cancelled order keeps its state' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger sales_order_transition before update on sales_order for each row execute function sales_order_transition()`,
    ],
  },
});

/**
 * What was ordered and what became of it. `net`, `tax`, `total` are the amounts ordered and stay; what was invoiced,
 * cancelled or credited of them stands beside, so that the last part always takes the remainder.
 */
export const salesOrderLine = table('sales_order_line', {
  kind: 'record',
  columns: {
    id: counter(),
    order_id: ref('sales_order'),
    line_no: int(),
    /** item: goods or services of the catalogue; charge: posts to the account role named by `revenue_role` */
    kind: word('item', 'charge'),
    item_id: ref('item').orNull(),
    sku: text(),
    title: text(),
    qty: qty().must((c) => `${c} > 0`),
    unit_price_micros: micros(),
    discount: money().or(0),
    discount_ppm: int().or(0),
    net: money(),
    tax: money(),
    total: money(),
    tax_code: text().orNull(),
    tax_rate_ppm: int().or(0),
    revenue_role: text(),
    qty_shipped: qty().or(0),
    qty_invoiced: qty().or(0),
    qty_cancelled: qty().or(0),
    qty_returned: qty().or(0),
    qty_credited: qty().or(0),
    /** invoiced before shipment: its revenue is deferred until the goods leave */
    qty_deferred: qty().or(0),
    net_invoiced: money().or(0),
    tax_invoiced: money().or(0),
    net_cancelled: money().or(0),
    tax_cancelled: money().or(0),
    net_credited: money().or(0),
    tax_credited: money().or(0),
    net_deferred: money().or(0),
  },
  lineOf: { table: 'sales_order', column: 'order_id' },
  checks: [
    `(kind = 'item') = (item_id is not null)`,
    'net + tax = total',
    'qty_shipped >= 0 and qty_cancelled >= 0 and qty_shipped + qty_cancelled <= qty',
    'qty_invoiced >= 0 and qty_invoiced + qty_cancelled <= qty',
    'qty_returned >= 0 and qty_returned <= qty_shipped',
    'qty_credited >= 0 and qty_credited <= qty_invoiced',
    'qty_deferred >= 0 and qty_deferred <= qty_invoiced',
  ],
  indexes: [
    ['order_id', 'line_no'],
    ['item_id', 'id'],
  ],
});

/**
 * What was ordered as one and leaves in parts of the stock ledger: packs of an item, or kits. The goods are order lines of their own
 * (`sales_order_set_line`), which share the amounts of the set among them; a set leaves and is cancelled whole.
 */
export const salesOrderSet = table('sales_order_set', {
  kind: 'record',
  columns: {
    id: counter(),
    order_id: ref('sales_order'),
    kind: word('pack', 'kit'),
    item_id: ref('item'),
    pack_id: ref('item_pack').orNull(),
    sku: text(),
    title: text(),
    qty: int().must((c) => `${c} > 0`),
    unit_price_micros: micros(),
    discount: money(),
    discount_ppm: int(),
    net: money(),
    tax: money(),
    total: money(),
  },
  lineOf: { table: 'sales_order', column: 'order_id' },
  checks: [`(kind = 'pack') = (pack_id is not null)`, 'net + tax = total'],
  indexes: [['order_id'], ['item_id', 'id']],
});

/** The order lines of a set, with how many steps of each one set takes. */
export const salesOrderSetLine = table('sales_order_set_line', {
  kind: 'record',
  columns: {
    order_line_id: counterRef('sales_order_line'),
    order_id: ref('sales_order'),
    set_id: counterRef('sales_order_set'),
    per_set: qty().must((c) => `${c} > 0`),
  },
  primaryKey: ['order_line_id'],
  lineOf: { table: 'sales_order', column: 'order_id' },
  indexes: [['set_id'], ['order_id']],
});

/** Invoice or credit note (amounts and quantities of a credit note are negative). Never changed after posting. */
export const invoice = table('invoice', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    kind: word('invoice', 'credit-note'),
    credit_kind: word('price', 'quantity', 'goods').orNull(),
    order_id: ref('sales_order').orNull(),
    /** the invoice a credit note corrects, where it names one */
    credits_id: looseRef().orNull(),
    shipment_id: looseRef().orNull(),
    return_id: looseRef().orNull(),
    party_id: ref('party'),
    channel_id: looseRef().orNull(),
    issued_on: day(),
    currency: text(),
    net: money(),
    tax: money(),
    total: money(),
    /** null when every line is zero: goods given free of charge */
    entry_id: counterRef('journal_entry').orNull(),
    memo: text().or(''),
    revision: revision(),
  },
  checks: [`(kind = 'credit-note') = (credit_kind is not null)`, 'net + tax = total'],
  indexes: [
    ['order_id'],
    ['issued_on', 'id', 'channel_id'],
    ['party_id', 'issued_on', 'id'],
    ['number', 'id'],
    { columns: ['credits_id'], where: 'credits_id is not null' },
    ['kind', 'issued_on', 'id'],
  ],
});

export const invoiceLine = table('invoice_line', {
  kind: 'record',
  columns: {
    id: counter(),
    invoice_id: ref('invoice'),
    line_no: int(),
    order_line_id: counterRef('sales_order_line').orNull(),
    shipment_line_id: counterRef('shipment_line').orNull(),
    item_id: looseRef().orNull(),
    title: text(),
    qty: qty(),
    net: money(),
    tax: money(),
    total: money(),
    tax_code: text().orNull(),
    revenue_role: text(),
  },
  lineOf: { table: 'invoice', column: 'invoice_id' },
  checks: ['net + tax = total'],
  indexes: [['invoice_id', 'line_no'], { columns: ['order_line_id'], where: 'order_line_id is not null' }],
});

/** What orders are tested by when they come in and when they are changed, as data of the company. */
export const orderRule = table('order_rule', {
  kind: 'record',
  columns: {
    code: text(),
    name: text(),
    /** what it looks for; its limits by kind are in `params` */
    kind: word(
      'total-mismatch',
      'negative-total',
      'negative-line',
      'zero-price',
      'deep-discount',
      'margin-floor',
      'huge-quantity',
      'high-value',
      'fraud-score',
      'velocity',
      'new-address',
      'address-mismatch',
      'address-incomplete',
      'payment',
      'customer-hold',
      'credit-limit',
      'restricted-goods',
      'stock',
      'price-list',
    ),
    params: json(),
    severity: word('block', 'warn'),
    /** channels, countries and customer tiers it looks at */
    scope: json(),
    owner_kind: word('role', 'user'),
    owner: text(),
    /** hours somebody has to decide; null for no limit */
    sla_hours: int().orNull(),
    active: bool(),
    revision: revision(),
  },
  primaryKey: ['code'],
  checks: ['sla_hours is null or sla_hours > 0'],
});

/** What a customer may owe, which tier they belong to, and whether their orders wait. */
export const customerTerms = table('customer_terms', {
  kind: 'record',
  columns: {
    party_id: ref('party'),
    tier: text().orNull(),
    credit_limit: money()
      .orNull()
      .must((c) => `${c} >= 0`),
    payment_hold: bool().or(0),
    note: text().or(''),
    revision: revision(),
  },
  primaryKey: ['party_id'],
  indexes: [['tier', 'party_id']],
});

/** Where an order goes, as far as the channel said, and what was said of its risk. */
export const salesOrderCheck = table('sales_order_check', {
  kind: 'record',
  columns: {
    order_id: ref('sales_order'),
    party_id: ref('party'),
    line1: text().orNull().asPersonal(),
    line2: text().orNull().asPersonal(),
    postcode: text().orNull().asPersonal(),
    city: text().orNull().asPersonal(),
    /** the address without case, blanks and punctuation, to find it again */
    address_key: text().orNull().asPersonal(),
    fraud_score: int().orNull(),
    avs: word('match', 'partial', 'mismatch', 'unavailable').orNull(),
  },
  primaryKey: ['order_id'],
  indexes: [['party_id', 'address_key']],
});
