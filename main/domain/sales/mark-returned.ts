import type { CommandContext } from '../../engine/context.ts';
import { decideReturn } from './rules.ts';
import { lineIn, loadOrders, orderIn, ordersOfLines, saveOrders } from './store.ts';

/**
 * Counts quantities (steps) of order lines as come back, in bulk; the orders may be completed. Refuses more than was
 * shipped and is not back yet. Shipped quantities are counted by `invoiceShipments` with `ship`.
 */
export async function markReturned(
  ctx: CommandContext,
  lines: readonly { readonly orderLineId: number; readonly qty: number }[],
): Promise<void> {
  if (lines.length === 0) return;
  const owners = await ordersOfLines(
    ctx.tx,
    lines.map((l) => l.orderLineId),
  );
  const book = await loadOrders(ctx.tx, owners.values());
  for (const { orderLineId, qty } of lines) {
    const orderId = owners.get(orderLineId) ?? '';
    orderIn(ctx, book, orderId);
    const line = lineIn(book, orderId, orderLineId);
    const no = decideReturn(line, qty);
    if (no) throw no;
    line.qtyReturned += qty;
  }
  await saveOrders(ctx, book);
}
