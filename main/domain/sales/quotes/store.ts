import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { quoteDayPast, quoteDecided, quoteNotSent } from '../../../../preload/contract/sales-quotes.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { takeNumbers } from '../../company/index.ts';
import { nextState } from '../../machine.ts';
import { amountsOfDraft } from '../accept-orders.ts';
import { totalOf } from '../amounts.ts';
import type { Amounts, OrderDraft } from '../model.ts';
import { assertOrderWithinLimit } from '../prices/limits.ts';
import { type OrderToPrice, withPrices } from '../prices/to-price.ts';
import { assertParties } from '../store.ts';
import { QUOTE_MACHINE, type QuoteStep } from './machine.ts';

type Row = Insertable<DB['quote']>;

/** What a quote says besides for whom it is. */
export interface QuoteTerms {
  readonly validUntil: string;
  readonly country: string;
  readonly pricesIncludeTax: boolean;
  readonly memo: string;
  readonly lines: OrderToPrice['lines'];
}

/**
 * A quote and the state a step brings it to. Refuses one that is not there, one that was accepted or declined, and a step its state does not
 * allow.
 */
export async function quoteForStep(ctx: CommandContext, quoteId: string, step: QuoteStep) {
  const row = await ctx.tx.db
    .selectFrom('quote as q')
    .leftJoin('sales_order as o', 'o.id', 'q.order_id')
    .selectAll('q')
    .select('o.number as orderNumber')
    .where('q.id', '=', quoteId)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'quote', id: quoteId });
  const { number, state, orderNumber } = row;
  const next = nextState(QUOTE_MACHINE, state, step);
  if (next) return { ...row, next };
  if (state === 'accepted' || state === 'declined') throw refuse(quoteDecided, { number, state, orderNumber });
  throw refuse(quoteNotSent, { number, state });
}

/** Writes what changed of a quote and raises its revision. */
export const saveQuote = (ctx: CommandContext, quote: { readonly id: string; readonly revision: number }, changed: Partial<Row>) =>
  ctx.tx.updateMany('quote', ['id'], [{ id: quote.id, revision: quote.revision + 1, ...changed }]);

/** Prices terms for a customer as an order of today would be, amounts rounded once; refuses what its maker may not give away. */
async function priced(ctx: CommandContext, quoteId: string, version: number, partyId: string, terms: QuoteTerms) {
  if (terms.validUntil < ctx.today) throw refuse(quoteDayPast, { validUntil: terms.validUntil, today: ctx.today });
  const draft: OrderDraft = await withPrices(ctx, {
    partyId,
    orderedAt: ctx.now,
    orderedOn: ctx.today,
    currency: ctx.company.currency,
    country: terms.country,
    pricesIncludeTax: terms.pricesIncludeTax,
    lines: terms.lines,
  });
  await assertOrderWithinLimit(ctx, draft);
  const lines = await amountsOfDraft(ctx, draft);
  const rows = lines.map(
    ({ line, item, taxRatePpm, amounts }, i): Insertable<DB['quote_line']> => ({
      id: ctx.nextId('quote_line'),
      quote_id: quoteId,
      version,
      line_no: i + 1,
      kind: item ? 'item' : 'charge',
      item_id: item?.id ?? null,
      sku: item?.sku ?? line.sku,
      title: line.title ?? item?.title ?? line.sku,
      pack: line.pack ?? null,
      qty: line.qty,
      unit_price_micros: line.unitPriceMicros,
      discount: line.discount ?? 0,
      discount_ppm: line.discountPpm ?? 0,
      ...amounts,
      tax_code: line.taxCode ?? null,
      tax_rate_ppm: taxRatePpm,
      revenue_role: line.revenueRole ?? null,
      basis: line.priceFrom?.basis ?? null,
      price_list_id: line.priceFrom?.priceListId ?? null,
    }),
  );
  return { rows, total: totalOf(lines.map((l) => l.amounts)) };
}

const termsRow = (terms: QuoteTerms, total: Amounts) => ({
  valid_until: terms.validUntil,
  country: terms.country,
  price_includes_tax: terms.pricesIncludeTax ? (1 as const) : (0 as const),
  memo: terms.memo,
  ...total,
});

/** Makes the first version of a quote. */
export async function insertQuote(ctx: CommandContext, partyId: string, quoteId: string | undefined, terms: QuoteTerms) {
  await assertParties(ctx, [partyId]);
  const id = quoteId ?? ctx.newId('quo');
  const twin = await ctx.tx.db.selectFrom('quote').select('id').where('id', '=', id).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'Quote', id });
  const { rows, total } = await priced(ctx, id, 1, partyId, terms);
  const [number = ''] = takeNumbers(ctx, 'QUO', ctx.today);
  await ctx.tx.insertMany('quote', [
    {
      id,
      number,
      party_id: partyId,
      state: 'draft',
      version: 1,
      quoted_on: ctx.today,
      currency: ctx.company.currency,
      ...termsRow(terms, total),
      sent_on: null,
      decided_on: null,
      decline_reason: null,
      order_id: null,
      made_by: ctx.actor.id,
      revision: 1,
    },
  ]);
  await ctx.tx.insertMany('quote_line', rows);
  return { quoteId: id, number, version: 1, total: total.total };
}

/** Makes the next version of a quote, priced today; it is a draft again. */
export async function insertVersion(ctx: CommandContext, quoteId: string, terms: QuoteTerms) {
  const quote = await quoteForStep(ctx, quoteId, 'revise');
  const version = quote.version + 1;
  const { rows, total } = await priced(ctx, quoteId, version, quote.party_id, terms);
  await saveQuote(ctx, quote, { state: quote.next, version, quoted_on: ctx.today, sent_on: null, ...termsRow(terms, total) });
  await ctx.tx.insertMany('quote_line', rows);
  return { quoteId, number: quote.number, version, total: total.total };
}
