import type { Taken, Walk } from './walk.ts';

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
