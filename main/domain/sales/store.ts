import type { Insertable } from 'kysely';
import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { notFound, outOfScope } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type OrderState, orderClosed, unknownLine } from '../../../preload/contract/sales.ts';
import type { CommandContext } from '../../engine/context.ts';
import { mayBecome, stateOf } from './machine.ts';
import type { Order, OrderLine } from './model.ts';

/** The room's only write SQL, and the reads every change starts from: one statement per kind of row, whatever the batch. */

type Tx = Connection<DB>;

/** Counters of a line and the columns they live in. */
const COUNTERS = {
  qtyShipped: 'qty_shipped',
  qtyInvoiced: 'qty_invoiced',
  qtyCancelled: 'qty_cancelled',
  qtyReturned: 'qty_returned',
  qtyCredited: 'qty_credited',
  qtyDeferred: 'qty_deferred',
  netInvoiced: 'net_invoiced',
  taxInvoiced: 'tax_invoiced',
  netCancelled: 'net_cancelled',
  taxCancelled: 'tax_cancelled',
  netCredited: 'net_credited',
  taxCredited: 'tax_credited',
  netDeferred: 'net_deferred',
} as const satisfies Partial<Record<keyof OrderLine, keyof DB['sales_order_line']>>;
type Counter = keyof typeof COUNTERS;
const COUNTER_NAMES = Object.keys(COUNTERS) as readonly Counter[];

/** Orders being worked on by one command, with their lines as they were loaded. */
export interface OrderBook {
  readonly orders: ReadonlyMap<string, Order>;
  readonly lines: ReadonlyMap<number, OrderLine>;
  /** Counters as loaded: what differs is written. */
  readonly before: ReadonlyMap<number, Readonly<Record<Counter, number>>>;
}

const countersOf = (l: OrderLine): Record<Counter, number> => ({
  qtyShipped: l.qtyShipped,
  qtyInvoiced: l.qtyInvoiced,
  qtyCancelled: l.qtyCancelled,
  qtyReturned: l.qtyReturned,
  qtyCredited: l.qtyCredited,
  qtyDeferred: l.qtyDeferred,
  netInvoiced: l.netInvoiced,
  taxInvoiced: l.taxInvoiced,
  netCancelled: l.netCancelled,
  taxCancelled: l.taxCancelled,
  netCredited: l.netCredited,
  taxCredited: l.taxCredited,
  netDeferred: l.netDeferred,
});

const orderHeads = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order as o', 'o.id', 'w.id')
    .leftJoin('sales_order_split as s', 's.order_id', 'o.id')
    .select([
      'o.id',
      'o.ordered_on',
      's.root_order_id',
      'o.number',
      'o.channel_id',
      'o.party_id',
      'o.state',
      'o.payment',
      'o.currency',
      'o.price_includes_tax',
      'o.tax_rounding',
      'o.revision',
    ]),
);

const orderLines = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db.selectFrom(w).innerJoin('sales_order_line as l', 'l.order_id', 'w.id').selectAll('l').orderBy('l.order_id').orderBy('l.line_no'),
);

/** Orders with all their lines in order of line number; ids that do not exist are absent. */
export async function loadOrders(tx: Tx, ids: Iterable<string>): Promise<OrderBook> {
  const wanted = [...new Set(ids)].map((id) => ({ id }));
  const orders = new Map<string, Order & { lines: OrderLine[] }>();
  const lines = new Map<number, OrderLine>();
  const before = new Map<number, Record<Counter, number>>();
  if (wanted.length === 0) return { orders, lines, before };
  const heads = await tx.runFor(orderHeads, wanted);
  for (const o of heads)
    orders.set(o.id, {
      id: o.id,
      number: o.number,
      channelId: o.channel_id,
      partyId: o.party_id,
      state: o.state,
      payment: o.payment,
      currency: o.currency,
      priceIncludesTax: o.price_includes_tax === 1,
      taxRounding: o.tax_rounding,
      revision: o.revision,
      orderedOn: o.ordered_on,
      moneyKey: o.root_order_id ?? o.id,
      lines: [],
    });
  const rows = await tx.runFor(orderLines, wanted);
  for (const r of rows) {
    const line: OrderLine = {
      id: r.id,
      orderId: r.order_id,
      lineNo: r.line_no,
      kind: r.kind,
      itemId: r.item_id,
      sku: r.sku,
      title: r.title,
      qty: r.qty,
      net: r.net,
      tax: r.tax,
      taxCode: r.tax_code,
      revenueRole: r.revenue_role,
      qtyShipped: r.qty_shipped,
      qtyInvoiced: r.qty_invoiced,
      qtyCancelled: r.qty_cancelled,
      qtyReturned: r.qty_returned,
      qtyCredited: r.qty_credited,
      qtyDeferred: r.qty_deferred,
      netInvoiced: r.net_invoiced,
      taxInvoiced: r.tax_invoiced,
      netCancelled: r.net_cancelled,
      taxCancelled: r.tax_cancelled,
      netCredited: r.net_credited,
      taxCredited: r.tax_credited,
      netDeferred: r.net_deferred,
    };
    orders.get(r.order_id)?.lines.push(line);
    lines.set(line.id, line);
    before.set(line.id, countersOf(line));
  }
  return { orders, lines, before };
}

const ownersOfLines = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db.selectFrom(w).innerJoin('sales_order_line as l', 'l.id', 'w.id').select(['l.id', 'l.order_id']),
);

/** Orders of some order lines. */
export async function ordersOfLines(tx: Tx, lineIds: readonly number[]): Promise<Map<number, string>> {
  if (lineIds.length === 0) return new Map();
  const rows = await tx.runFor(
    ownersOfLines,
    lineIds.map((id) => ({ id })),
  );
  return new Map(rows.map((r) => [r.id, r.order_id]));
}

/** An order of the book; refuses an unknown one and one of a channel the actor may not see. */
export function orderIn(ctx: CommandContext, book: OrderBook, orderId: string): Order {
  const order = book.orders.get(orderId);
  if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  assertChannel(ctx, order.channelId);
  return order;
}

/** As `orderIn`, and refuses one that is completed or cancelled. */
export function openOrderIn(ctx: CommandContext, book: OrderBook, orderId: string): Order {
  const order = orderIn(ctx, book, orderId);
  if (order.state !== 'open') throw refuse(orderClosed, { orderId, state: order.state });
  return order;
}

/** A line of this order. */
export function lineIn(book: OrderBook, orderId: string, orderLineId: number): OrderLine {
  const line = book.lines.get(orderLineId);
  if (!line || line.orderId !== orderId) throw refuse(unknownLine, { orderId, orderLineId });
  return line;
}

/** Refuses customers that are not there. */
export async function assertParties(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          wanted.map((id) => ({ id })),
          { id: 'text' },
        )
        .as('w'),
    )
    .innerJoin('party as p', 'p.id', 'w.id')
    .select('p.id')
    .execute();
  const known = new Set(rows.map((r) => r.id));
  for (const id of wanted) if (!known.has(id)) throw refuse(notFound, { kind: 'party', id });
}

/** Refuses a channel outside the actor's row scope. */
export function assertChannel(ctx: CommandContext, channelId: string | null): void {
  const allowed = ctx.actor.scopes.channel;
  if (allowed && channelId !== null && !allowed.has(channelId)) throw refuse(outOfScope, { scope: 'channel', id: channelId });
}

/**
 * Writes what changed of lines back, moves each order of them to the state that follows from its lines and raises its
 * revision once. `also` names orders whose own columns change. Returns the orders whose state changed.
 */
export async function saveOrders(
  ctx: CommandContext,
  book: OrderBook,
  also: ReadonlyMap<string, Partial<Insertable<DB['sales_order']>>> = new Map(),
): Promise<Map<string, OrderState>> {
  const lineRows: Partial<Insertable<DB['sales_order_line']>>[] = [];
  const touched = new Set(also.keys());
  for (const line of book.lines.values()) {
    const before = book.before.get(line.id);
    let row: Partial<Insertable<DB['sales_order_line']>> | undefined;
    for (const c of COUNTER_NAMES) {
      if (before?.[c] === line[c]) continue;
      row ??= { id: line.id };
      row[COUNTERS[c]] = line[c];
    }
    if (!row) continue;
    lineRows.push(row);
    touched.add(line.orderId);
  }
  const moved = new Map<string, OrderState>();
  const orderRows: Partial<Insertable<DB['sales_order']>>[] = [];
  for (const id of touched) {
    const order = book.orders.get(id);
    if (!order) continue;
    const state = order.state === 'open' ? stateOf(order.lines) : order.state;
    const row: Partial<Insertable<DB['sales_order']>> = { id, revision: order.revision + 1, ...also.get(id) };
    if (state !== order.state) {
      if (!mayBecome(order.state, state)) throw new Error(`order ${id} cannot go from ${order.state} to ${state}`);
      row.state = state;
      moved.set(id, state);
    }
    orderRows.push(row);
  }
  await ctx.tx.updateMany('sales_order_line', ['id'], lineRows);
  await ctx.tx.updateMany('sales_order', ['id'], orderRows);
  return moved;
}

/** Adds orders with their lines, the sets some of these are goods of, what was said of address and risk, and where prices came from. */
export async function insertOrders(
  ctx: CommandContext,
  heads: readonly Insertable<DB['sales_order']>[],
  lines: readonly Insertable<DB['sales_order_line']>[],
  sets: readonly Insertable<DB['sales_order_set']>[],
  setLines: readonly Insertable<DB['sales_order_set_line']>[],
  checks: readonly Insertable<DB['sales_order_check']>[],
  prices: readonly Insertable<DB['sales_order_line_price']>[],
): Promise<void> {
  await ctx.tx.insertMany('sales_order', heads);
  await ctx.tx.insertMany('sales_order_line', lines);
  await ctx.tx.insertMany('sales_order_set', sets);
  await ctx.tx.insertMany('sales_order_set_line', setLines);
  await ctx.tx.insertMany('sales_order_check', checks);
  await ctx.tx.insertMany('sales_order_line_price', prices);
}

/** New price, quantity and amounts of lines nothing has happened to. */
export async function updateOrderedLines(ctx: CommandContext, rows: readonly Partial<Insertable<DB['sales_order_line']>>[]): Promise<void> {
  await ctx.tx.updateMany('sales_order_line', ['id'], rows);
}

/** Adds invoices or credit notes with their lines. */
export async function insertInvoices(
  ctx: CommandContext,
  heads: readonly Insertable<DB['invoice']>[],
  lines: readonly Insertable<DB['invoice_line']>[],
): Promise<void> {
  await ctx.tx.insertMany('invoice', heads);
  await ctx.tx.insertMany('invoice_line', lines);
}
