import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { ordersList, salesReads } from '../../../../preload/contract/sales-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { residuals } from '../../accounting/index.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { fulfilmentOf, invoicingOf } from '../machine.ts';
import { holdsOfOrder } from './read-holds.ts';
import { invoicesOf } from './read-invoices.ts';

const COLUMNS = {
  id: 'o.id',
  state: 'o.state',
  partyId: 'o.party_id',
  channelId: 'o.channel_id',
  orderedOn: 'o.ordered_on',
  orderedAt: 'o.ordered_at',
  number: 'o.number',
  total: 'o.total',
  net: 'o.net',
  tax: 'o.tax',
};

const orders = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('sales_order as o')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .leftJoin('channel as c', 'c.id', 'o.channel_id')
    .select([
      'o.id',
      'o.number',
      'o.channel_id as channelId',
      'c.name as channelName',
      'o.external_id as externalId',
      'o.party_id as partyId',
      'p.name as partyName',
      'o.state',
      'o.payment',
      'o.ordered_at as orderedAt',
      'o.ordered_on as orderedOn',
      'o.promised_on as promisedOn',
      'o.currency',
      'o.country',
      'o.net',
      'o.tax',
      'o.total',
      'o.revision',
    ]);

export const orderList = handleList(ordersList, {
  from: sql`sales_order as o`,
  columns: COLUMNS,
  scope: ({ scopes }) => inScope(scopes.channel, 'o.channel_id'),
  through: { partyName: (on) => sql`o.party_id in (select n.id from party as n where ${on('n.name')})` },
  // Number of an order, or the channel's own, exactly as typed; a number may be cut short.
  search: (text) => sql<boolean>`(o.external_id = ${text} or ${startsWith('o.number', text)})`,
  labels: { channelId: { table: 'channel', name: 'name' } },
  rows: (ctx, { window, order }) => orders(ctx).innerJoin(window.as('w'), 'w.id', 'o.id').orderBy(order).execute(),
});

/** Packs and kits of an order, each with the lines of its goods. */
async function setsOf(ctx: QueryContext, orderId: string) {
  const { db } = ctx.tx;
  const rows = await db
    .selectFrom('sales_order_set')
    .where('order_id', '=', orderId)
    .select(['id', 'kind', 'item_id as itemId', 'sku', 'title', 'qty', 'unit_price_micros as unitPriceMicros'])
    .select(['discount', 'discount_ppm as discountPpm', 'net', 'tax', 'total'])
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const lines = await db
    .selectFrom('sales_order_set_line')
    .where('order_id', '=', orderId)
    .select(['set_id', 'order_line_id as orderLineId', 'per_set as perSet'])
    .orderBy('order_line_id')
    .execute();
  return rows.map((r) => ({
    ...r,
    lines: lines.filter((l) => l.set_id === r.id).map(({ orderLineId, perSet }) => ({ orderLineId, perSet })),
  }));
}

/** The quote an order was taken from, the order it was split off, by whose name the channel knows it, and those split off it. */
async function splitsOf(ctx: QueryContext, orderId: string) {
  const { db } = ctx.tx;
  const from = await db
    .selectFrom('sales_order_split as s')
    .innerJoin('sales_order as o', 'o.id', 's.from_order_id')
    .innerJoin('sales_order as r', 'r.id', 's.root_order_id')
    .where('s.order_id', '=', orderId)
    .select(['o.id', 'o.number', 'r.external_id as externalId'])
    .executeTakeFirst();
  const splitInto = await db
    .selectFrom('sales_order_split as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .where('s.from_order_id', '=', orderId)
    .select(['o.id', 'o.number'])
    .orderBy('o.number')
    .execute();
  const quote = await db.selectFrom('quote').select(['id', 'number']).where('order_id', '=', orderId).executeTakeFirst();
  return {
    quote: quote ?? null,
    splitFrom: from ? { id: from.id, number: from.number } : null,
    splitInto,
    rootExternalId: from?.externalId ?? null,
  };
}

export const getOrder = handleQuery(salesReads.getOrder, async (ctx, input) => {
  let q = orders(ctx)
    .select(['o.tax_rounding as taxRounding', 'o.amounts', 'o.cancel_reason as cancelReason'])
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'));
  if (input.orderId !== undefined) q = q.where('o.id', '=', input.orderId);
  else if (input.number !== undefined) q = q.where('o.number', '=', input.number);
  else q = q.where('o.channel_id', '=', input.channelId ?? '').where('o.external_id', '=', input.externalId ?? '');
  const head = await q.executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'order', id: input.orderId ?? input.number ?? input.externalId ?? '' });
  const lines = await ctx.tx.db
    .selectFrom('sales_order_line as l')
    .leftJoin('sales_order_line_price as s', 's.order_line_id', 'l.id')
    .leftJoin('price_list as pl', 'pl.id', 's.price_list_id')
    .where('l.order_id', '=', head.id)
    .orderBy('l.line_no')
    .select([
      'l.id',
      'l.line_no as lineNo',
      'l.kind',
      'l.item_id as itemId',
      'l.sku',
      'l.title',
      'l.qty',
      'l.unit_price_micros as unitPriceMicros',
      'l.discount',
      'l.discount_ppm as discountPpm',
      'l.net',
      'l.tax',
      'l.total',
      'l.tax_code as taxCode',
      'l.tax_rate_ppm as taxRatePpm',
      'l.revenue_role as revenueRole',
      'l.qty_shipped as qtyShipped',
      'l.qty_invoiced as qtyInvoiced',
      'l.qty_cancelled as qtyCancelled',
      'l.qty_returned as qtyReturned',
      'l.qty_credited as qtyCredited',
      'l.net_invoiced as netInvoiced',
      'l.tax_invoiced as taxInvoiced',
      'l.net_credited as netCredited',
      'l.tax_credited as taxCredited',
      's.basis as priceBasis',
      'pl.id as priceListId',
      'pl.name as priceListName',
    ])
    .execute();
  const sets = await setsOf(ctx, head.id);
  const { rootExternalId, ...splits } = await splitsOf(ctx, head.id);
  const invoices = await invoicesOf(ctx, head.id);
  const deposit = -((await residuals(ctx.tx, 'customer-deposits', [head.id])).get(head.id) ?? 0) + 0;
  return {
    ...head,
    ...splits,
    externalId: head.externalId ?? rootExternalId,
    fulfilment: fulfilmentOf(lines),
    invoicing: invoicingOf(lines),
    openDeposit: deposit,
    lines,
    sets,
    holds: await holdsOfOrder(ctx, head.id),
    invoices,
    shipmentIds: [...new Set(invoices.flatMap((i) => i.shipmentId ?? []))],
  };
});
