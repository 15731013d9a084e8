import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { quoteOperations, quotesList } from '../../../../preload/contract/sales-quotes.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

const quotes = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('quote as q')
    .innerJoin('party as p', 'p.id', 'q.party_id')
    .leftJoin('sales_order as o', 'o.id', 'q.order_id')
    .select([
      'q.id',
      'q.number',
      'q.party_id as partyId',
      'p.name as partyName',
      'q.state',
      'q.version',
      'q.quoted_on as quotedOn',
      'q.valid_until as validUntil',
      'q.currency',
      'q.net',
      'q.tax',
      'q.total',
      'q.order_id as orderId',
      'o.number as orderNumber',
      'q.revision',
    ]);

export const quoteList = handleList(quotesList, {
  from: sql`quote as q`,
  columns: {
    id: 'q.id',
    number: 'q.number',
    state: 'q.state',
    partyId: 'q.party_id',
    quotedOn: 'q.quoted_on',
    validUntil: 'q.valid_until',
    net: 'q.net',
    tax: 'q.tax',
    total: 'q.total',
  },
  through: { partyName: (on) => sql`q.party_id in (select n.id from party as n where ${on('n.name')})` },
  search: (text) => startsWith('q.number', text),
  rows: (ctx, { window, order }) => quotes(ctx).innerJoin(window.as('w'), 'w.id', 'q.id').orderBy(order).execute(),
});

export const getQuote = handleQuery(quoteOperations.getQuote, async (ctx, { quoteId, version }) => {
  const head = await quotes(ctx)
    .select(['q.country', 'q.price_includes_tax', 'q.memo', 'q.sent_on as sentOn', 'q.decided_on as decidedOn'])
    .select('q.decline_reason as declineReason')
    .where('q.id', '=', quoteId)
    .executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'quote', id: quoteId });
  const shown = version ?? head.version;
  const rows = await ctx.tx.db
    .selectFrom('quote_line as l')
    .leftJoin('price_list as pl', 'pl.id', 'l.price_list_id')
    .where('l.quote_id', '=', quoteId)
    .orderBy('l.version')
    .orderBy('l.line_no')
    .select(['l.id', 'l.version', 'l.line_no as lineNo', 'l.kind', 'l.item_id as itemId', 'l.sku', 'l.title', 'l.pack', 'l.qty'])
    .select(['l.unit_price_micros as unitPriceMicros', 'l.discount', 'l.discount_ppm as discountPpm', 'l.net', 'l.tax', 'l.total'])
    .select(['l.tax_code as taxCode', 'l.tax_rate_ppm as taxRatePpm', 'l.basis as priceBasis', 'l.revenue_role as revenueRole'])
    .select(['pl.id as priceListId', 'pl.name as priceListName'])
    .execute();
  const versions = [...Map.groupBy(rows, (r) => r.version)].map(([number, own]) => ({
    version: number,
    net: sumSafe(own.map((l) => l.net)),
    tax: sumSafe(own.map((l) => l.tax)),
    total: sumSafe(own.map((l) => l.total)),
    lines: own.length,
  }));
  if (!versions.some((v) => v.version === shown)) throw refuse(notFound, { kind: 'version of a quote', id: String(shown) });
  const { price_includes_tax, ...rest } = head;
  return {
    ...rest,
    pricesIncludeTax: price_includes_tax === 1,
    over: (head.state === 'draft' || head.state === 'sent') && head.validUntil < ctx.today,
    versions,
    shown,
    lines: rows.filter((r) => r.version === shown),
  };
});
