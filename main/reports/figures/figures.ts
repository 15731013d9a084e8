import { type RawBuilder, sql } from 'kysely';
import type { FIGURE_UNITS, FigureName } from '../../../preload/contract/insight.ts';
import { type TradeAccounts, tradeLines } from '../books.ts';
import type { Lens } from '../lens.ts';

/** A figure that is the sum of rows. */
export interface Figure {
  readonly permission: string;
  readonly unit: (typeof FIGURE_UNITS)[number];
  /** The window that shows all such rows; a row of an order leads to the order instead. */
  readonly shownAt: string | null;
  /** Its rows as a select of `id`, `on_day`, `label`, `detail`, `order_id` and `value`. */
  readonly rows: (lens: Lens, accounts: TradeAccounts) => RawBuilder<unknown>;
}

/** Orders as rows. Joins that only name things are left joins: a count then does without them. */
const orders = (value: RawBuilder<unknown>, from: RawBuilder<unknown>, on: RawBuilder<unknown>) => sql`
  select o.id as id, ${on} as on_day, o.number as label, p.name as detail, o.id as order_id, ${value} as value
  from ${from} left join party as p on p.id = o.party_id`;
const ONE = sql`1`;
const ORDER = sql`sales_order as o`;
/** An order is due on its promised day; one that promises nothing on the day it came in. */
const DUE_ON = sql`coalesce(o.promised_on, o.ordered_on)`;
const due = (lens: Lens) => sql`o.state = 'open' and ${DUE_ON} <= ${lens.today} and ${lens.channel('o.channel_id')}`;
const shippedToday = (lens: Lens) =>
  sql`s.shipped_on = ${lens.today} and s.state = 'shipped' and ${lens.warehouse('s.warehouse_id')} and ${lens.channel('o.channel_id')}`;

export const FIGURE_ROWS: Readonly<Record<FigureName, Figure>> = {
  'ordered-today': {
    permission: 'sales.read',
    unit: 'count',
    shownAt: null,
    rows: (lens) => sql`${orders(ONE, ORDER, sql`o.ordered_on`)} where o.ordered_on = ${lens.today} and ${lens.channel('o.channel_id')}`,
  },
  'orders-due': {
    permission: 'sales.read',
    unit: 'count',
    shownAt: null,
    rows: (lens) => sql`${orders(ONE, ORDER, DUE_ON)} where ${due(lens)}`,
  },
  'orders-on-hold': {
    permission: 'sales.read',
    unit: 'count',
    shownAt: null,
    rows: (lens) => sql`${orders(ONE, ORDER, sql`o.ordered_on`)} where o.state = 'open' and ${lens.channel('o.channel_id')}
      and exists (select 1 from hold as h where h.subject_kind = 'sales_order' and h.subject_id = o.id and h.released_at is null
        and h.severity = 'block')`,
  },
  'holds-overdue': {
    permission: 'sales.read',
    unit: 'count',
    shownAt: '/holds',
    rows: (
      lens,
    ) => sql`select h.id as id, substr(h.due_at, 1, 10) as on_day, o.number as label, h.detail as detail, o.id as order_id, 1 as value
      from hold as h join sales_order as o on o.id = h.subject_id
      where h.subject_kind = 'sales_order' and h.released_at is null and h.due_at < ${lens.now} and ${lens.channel('o.channel_id')}`,
  },
  'orders-short': {
    permission: 'sales.read',
    unit: 'count',
    shownAt: null,
    rows: (lens) => sql`${orders(ONE, sql`allocation as a join sales_order as o on o.id = a.order_id`, DUE_ON)}
      where a.short_qty > 0 and o.state = 'open' and ${lens.channel('o.channel_id')}`,
  },
  'exceptions-open': {
    permission: 'channels.read',
    unit: 'count',
    shownAt: '/exceptions',
    rows: (lens) => sql`select cast(x.id as text) as id, substr(x.opened_at, 1, 10) as on_day, x.subject as label, x.detail as detail,
      cast(null as text) as order_id, 1 as value
      from channel_exception as x where x.closed_at is null and ${lens.channel('x.channel_id')}`,
  },
  'shipped-today': {
    permission: 'fulfillment.read',
    unit: 'count',
    shownAt: null,
    rows: (lens) => sql`select s.id as id, s.shipped_on as on_day, s.number as label, o.number as detail, o.id as order_id, 1 as value
      from shipment as s join sales_order as o on o.id = s.order_id where ${shippedToday(lens)}`,
  },
  'units-shipped-today': {
    permission: 'fulfillment.read',
    unit: 'qty',
    shownAt: null,
    rows: (lens) => sql`select cast(l.id as text) as id, s.shipped_on as on_day, s.number as label, i.sku as detail, o.id as order_id,
      l.qty as value
      from shipment as s join sales_order as o on o.id = s.order_id join shipment_line as l on l.shipment_id = s.id
        left join item as i on i.id = l.item_id
      where ${shippedToday(lens)}`,
  },
  'units-still-due': {
    permission: 'sales.read',
    unit: 'qty',
    shownAt: null,
    rows: (lens) => sql`select cast(l.id as text) as id, ${DUE_ON} as on_day, o.number as label, l.sku as detail, o.id as order_id,
      l.qty - l.qty_shipped - l.qty_cancelled as value
      from sales_order as o join sales_order_line as l on l.order_id = o.id
      where ${due(lens)} and l.kind = 'item' and l.qty > l.qty_shipped + l.qty_cancelled`,
  },
  'stock-value': {
    permission: 'inventory.read',
    unit: 'money',
    shownAt: '/stock',
    rows: (lens) => sql`select p.item_id || '/' || p.area_id as id, cast(null as text) as on_day, i.sku as label, a.name as detail,
      cast(null as text) as order_id, p.value as value
      from cost_pool_balance as p left join item as i on i.id = p.item_id left join valuation_area as a on a.id = p.area_id
      where p.value <> 0 and (${lens.places ? sql`p.area_id in (select place.area_id from location as place where ${lens.warehouse('place.warehouse_id')})` : sql`1 = 1`})`,
  },
  revenue: {
    permission: 'accounting.read',
    unit: 'money',
    shownAt: '/journal-entries',
    rows: (lens, accounts) => tradeLines(lens, accounts.revenue),
  },
  margin: {
    permission: 'accounting.read',
    unit: 'money',
    shownAt: '/journal-entries',
    rows: (lens, accounts) => tradeLines(lens, [...accounts.revenue, ...accounts.cost]),
  },
};
