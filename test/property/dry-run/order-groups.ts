import type { Taken, Walk } from './walk.ts';

/** Prices offered: changed, sent, taken, and not wanted. */
export async function quotes(walk: Walk): Promise<void> {
  const { go } = walk;
  const offer = {
    partyId: walk.customer,
    validUntil: '2026-12-31',
    country: 'GB',
    lines: [{ sku: 'CUP', qty: 2, unitPriceMicros: 12_000_000 }],
  };
  const { quoteId } = await go('sales.makeQuote', offer);
  const { partyId: _, ...terms } = offer;
  await go('sales.reviseQuote', { ...terms, quoteId, lines: [{ sku: 'CUP', qty: 3, unitPriceMicros: 11_000_000 }] });
  await go('sales.sendQuote', { quoteId });
  await go('sales.acceptQuote', { quoteId });
  const other = await go('sales.makeQuote', offer);
  await go('sales.declineQuote', { quoteId: other['quoteId'], reason: 'too dear' });
}

/** Orders in two, and orders in one parcel. */
export async function orderGroups(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const order = async (qty: number) => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(qty));
    return { orderId, orderLineId: (await walk.orderOf(orderId)).lines[0]?.id ?? 0 };
  };
  const first = await order(3);
  const part = await go('sales.splitOrder', { orderId: first.orderId, lines: [{ orderLineId: first.orderLineId, qty: 1 }] });
  const merged = { orderIds: [first.orderId, part['orderId'] ?? ''] };
  const { mergeId } = await go('fulfillment.mergeOrders', merged);
  await go('fulfillment.unmergeOrders', { mergeId });
  const again = await go('fulfillment.mergeOrders', merged);
  await go('fulfillment.shipMerge', { mergeId: again['mergeId'], carrier: 'dhl', tracking: 'T-1' });
}
