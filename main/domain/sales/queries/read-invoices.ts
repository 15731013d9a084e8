import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { invoicesList, salesReads } from '../../../../preload/contract/sales-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { discountsOf, dueDaysOf, instalmentsOfItems, residuals, shownDiscount } from '../../accounting/index.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

const COLUMNS = {
  id: 'i.id',
  orderId: 'i.order_id',
  partyId: 'i.party_id',
  channelId: 'i.channel_id',
  issuedOn: 'i.issued_on',
  number: 'i.number',
  creditsId: 'i.credits_id',
  kind: 'i.kind',
  net: 'i.net',
  tax: 'i.tax',
  total: 'i.total',
};

const invoices = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('invoice as i')
    .innerJoin('party as p', 'p.id', 'i.party_id')
    .leftJoin('sales_order as o', 'o.id', 'i.order_id')
    .leftJoin('channel as c', 'c.id', 'i.channel_id')
    .select([
      'o.number as orderNumber',
      'p.name as partyName',
      'c.name as channelName',
      'i.id',
      'i.number',
      'i.kind',
      'i.credit_kind as creditKind',
      'i.order_id as orderId',
      'i.credits_id as creditsId',
      'i.shipment_id as shipmentId',
      'i.return_id as returnId',
      'i.party_id as partyId',
      'i.channel_id as channelId',
      'i.issued_on as issuedOn',
      'i.currency',
      'i.net',
      'i.tax',
      'i.total',
      'i.entry_id as entryId',
      'i.revision',
    ]);

/** Invoices and credit notes of an order in order of day, with what is open on each. */
export async function invoicesOf(ctx: QueryContext, orderId: string) {
  const rows = await invoices(ctx).where('i.order_id', '=', orderId).orderBy('i.issued_on').orderBy('i.id').execute();
  const open = await residuals(
    ctx.tx,
    'receivable',
    rows.map((r) => r.id),
  );
  return rows.map((r) => ({ ...r, open: open.get(r.id) ?? 0 }));
}

export const invoiceList = handleList(invoicesList, {
  from: sql`invoice as i`,
  columns: COLUMNS,
  scope: ({ scopes }) => inScope(scopes.channel, 'i.channel_id'),
  through: {
    orderNumber: (on) => sql`i.order_id in (select n.id from sales_order as n where ${on('n.number')})`,
    partyName: (on) => sql`i.party_id in (select n.id from party as n where ${on('n.name')})`,
  },
  search: (text) => startsWith('i.number', text),
  labels: { channelId: { table: 'channel', name: 'name' } },
  rows: (ctx, { window, order }) => invoices(ctx).innerJoin(window.as('w'), 'w.id', 'i.id').orderBy(order).execute(),
});

export const getInvoice = handleQuery(salesReads.getInvoice, async (ctx, input) => {
  let q = invoices(ctx).select('i.memo').where(inScope(ctx.actor.scopes.channel, 'i.channel_id'));
  q = input.invoiceId === undefined ? q.where('i.number', '=', input.number ?? '') : q.where('i.id', '=', input.invoiceId);
  const head = await q.executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'invoice', id: input.invoiceId ?? input.number ?? '' });
  const lines = await ctx.tx.db
    .selectFrom('invoice_line as l')
    .where('l.invoice_id', '=', head.id)
    .orderBy('l.line_no')
    .select([
      'l.id',
      'l.line_no as lineNo',
      'l.order_line_id as orderLineId',
      'l.shipment_line_id as shipmentLineId',
      'l.item_id as itemId',
      'l.title',
      'l.qty',
      'l.net',
      'l.tax',
      'l.total',
      'l.tax_code as taxCode',
      'l.revenue_role as revenueRole',
    ])
    .execute();
  const taxes = new Map<string | null, { taxCode: string | null; net: number; tax: number }>();
  for (const l of lines) {
    const sum = taxes.get(l.taxCode) ?? { taxCode: l.taxCode, net: 0, tax: 0 };
    taxes.set(l.taxCode, { ...sum, net: sum.net + l.net, tax: sum.tax + l.tax });
  }
  const open = (await residuals(ctx.tx, 'receivable', [head.id])).get(head.id) ?? 0;
  const dueOn = (await dueDaysOf(ctx.tx, 'receivable', [head.id])).get(head.id) ?? null;
  const discount = shownDiscount((await discountsOf(ctx.tx, [head.id])).get(head.id), open);
  const instalments = (await instalmentsOfItems(ctx.tx, 'receivable', [head.id])).get(head.id) ?? [];
  return { ...head, open, dueOn, instalments: [...instalments], discount, lines, taxes: [...taxes.values()] };
});
