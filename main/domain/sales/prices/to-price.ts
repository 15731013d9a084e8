import { refuse } from '../../../../preload/contract/refusal.ts';
import { noPrice } from '../../../../preload/contract/sales-prices.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { OrderDraft, OrderLineDraft } from '../model.ts';
import { type QuoteFor, quote } from './quote.ts';

/** An order whose lines may leave their prices out. */
export interface OrderToPrice extends Omit<OrderDraft, 'lines'> {
  readonly lines: readonly (Omit<OrderLineDraft, 'unitPriceMicros'> & { readonly unitPriceMicros?: number | undefined })[];
}

/** For whom and when the lines of an order are priced. */
export const pricedFor = (order: Pick<OrderToPrice, 'partyId' | 'orderedOn' | 'currency' | 'pricesIncludeTax'>): QuoteFor => ({
  partyId: order.partyId,
  on: order.orderedOn,
  currency: order.currency,
  includesTax: order.pricesIncludeTax === true,
});

/**
 * An order with a price on every line: where none is named, that of the price list that fits best, else of the item. Refuses a line
 * nothing has a price for. Reads nothing where every line names its price.
 */
export async function withPrices(ctx: CommandContext, order: OrderToPrice): Promise<OrderDraft> {
  const open = order.lines.filter((l) => l.unitPriceMicros === undefined);
  const quoted = new Map((await quote(ctx.tx, pricedFor(order), open)).map((q, i) => [open[i], q]));
  const lines = order.lines.map((line): OrderLineDraft => {
    if (line.unitPriceMicros !== undefined) return { ...line, unitPriceMicros: line.unitPriceMicros };
    const found = quoted.get(line);
    if (!found) throw refuse(noPrice, { sku: line.sku });
    const { unitPriceMicros, basis, priceListId } = found;
    return { ...line, unitPriceMicros, priceFrom: { basis, priceListId } };
  });
  return { ...order, lines };
}
