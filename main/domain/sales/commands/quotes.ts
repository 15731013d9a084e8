import { refuse } from '../../../../preload/contract/refusal.ts';
import { quoteOperations, quoteOver } from '../../../../preload/contract/sales-quotes.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { createOrders } from '../accept-orders.ts';
import type { OrderLineDraft } from '../model.ts';
import { insertQuote, insertVersion, quoteForStep, saveQuote } from '../quotes/store.ts';

export const makeQuote = handleCommand(quoteOperations.makeQuote, (ctx, { partyId, quoteId, ...terms }) =>
  insertQuote(ctx, partyId, quoteId, terms),
);

export const reviseQuote = handleCommand(quoteOperations.reviseQuote, (ctx, { quoteId, ...terms }) => insertVersion(ctx, quoteId, terms));

const assertInTime = (ctx: CommandContext, { number, valid_until: validUntil }: { number: string; valid_until: string }) => {
  if (validUntil < ctx.today) throw refuse(quoteOver, { number, validUntil });
};

export const sendQuote = handleCommand(quoteOperations.sendQuote, async (ctx, { quoteId }) => {
  const quote = await quoteForStep(ctx, quoteId, 'send');
  assertInTime(ctx, quote);
  await saveQuote(ctx, quote, { state: quote.next, sent_on: ctx.today });
  return { quoteId, number: quote.number, version: quote.version, total: quote.total };
});

/** Lines of the version that stands, as those of an order whose amounts are stated: nothing is priced or computed again. */
async function quotedLines(ctx: CommandContext, quoteId: string, version: number): Promise<OrderLineDraft[]> {
  const rows = await ctx.tx.db
    .selectFrom('quote_line')
    .selectAll()
    .where('quote_id', '=', quoteId)
    .where('version', '=', version)
    .orderBy('line_no')
    .execute();
  return rows.map(
    (l): OrderLineDraft => ({
      kind: l.kind,
      itemId: l.item_id ?? undefined,
      sku: l.sku,
      title: l.title,
      pack: l.pack ?? undefined,
      qty: l.qty,
      unitPriceMicros: l.unit_price_micros,
      discount: l.discount,
      discountPpm: l.discount_ppm,
      taxCode: l.tax_code ?? undefined,
      revenueRole: l.revenue_role ?? undefined,
      amounts: { net: l.net, tax: l.tax, total: l.total },
      ...(l.basis === null ? {} : { priceFrom: { basis: l.basis, priceListId: l.price_list_id } }),
    }),
  );
}

export const acceptQuote = handleCommand(quoteOperations.acceptQuote, async (ctx, { quoteId, orderId, promisedOn, payment }) => {
  const quote = await quoteForStep(ctx, quoteId, 'accept');
  assertInTime(ctx, quote);
  const [order] = await createOrders(ctx, [
    {
      id: orderId,
      partyId: quote.party_id,
      orderedAt: ctx.now,
      orderedOn: ctx.today,
      promisedOn,
      currency: quote.currency,
      country: quote.country,
      payment,
      pricesIncludeTax: quote.price_includes_tax === 1,
      lines: await quotedLines(ctx, quoteId, quote.version),
    },
  ]);
  if (!order) throw new Error('one quote makes one order');
  await saveQuote(ctx, quote, { state: quote.next, decided_on: ctx.today, order_id: order.orderId });
  return { quoteId, orderId: order.orderId, number: order.number, total: order.total, holds: [...order.holds] };
});

export const declineQuote = handleCommand(quoteOperations.declineQuote, async (ctx, { quoteId, reason }) => {
  const quote = await quoteForStep(ctx, quoteId, 'decline');
  await saveQuote(ctx, quote, { state: quote.next, decided_on: ctx.today, decline_reason: reason });
  return { quoteId, number: quote.number };
});
