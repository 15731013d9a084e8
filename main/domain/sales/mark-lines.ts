import type { CommandContext } from '../../engine/context.ts';
import type { Refusal } from '../../../preload/contract/refusal.ts';
import type { OrderLine } from './model.ts';
import { decideReturn, decideShip } from './rules.ts';
import { lineIn, loadOrders, openOrderIn, orderIn, type OrderBook, ordersOfLines, saveOrders } from './store.ts';

/** Quantity of an order line, steps. */
export interface LineQty {
  readonly orderLineId: number;
  readonly qty: number;
}

async function mark(
  ctx: CommandContext,
  wants: readonly LineQty[],
  decide: (line: OrderLine, qty: number) => Refusal | undefined,
  apply: (line: OrderLine, qty: number) => void,
  find: (ctx: CommandContext, book: OrderBook, orderId: string) => unknown,
): Promise<void> {
  if (wants.length === 0) return;
  const owner = await ordersOfLines(
    ctx.tx,
    wants.map((w) => w.orderLineId),
  );
  const book = await loadOrders(ctx.tx, owner.values());
  for (const { orderLineId, qty } of wants) {
    const orderId = owner.get(orderLineId) ?? '';
    find(ctx, book, orderId);
    const line = lineIn(book, orderId, orderLineId);
    const no = decide(line, qty);
    if (no) throw no;
    apply(line, qty);
  }
  await saveOrders(ctx, book);
}

/** Counts quantities as shipped, in bulk. Refuses closed orders, and more than was ordered and not cancelled. */
export async function markShipped(ctx: CommandContext, lines: readonly LineQty[]): Promise<void> {
  await mark(ctx, lines, decideShip, (line, qty) => (line.qtyShipped += qty), openOrderIn);
}

/** Counts quantities as come back, in bulk; orders may be completed. Refuses more than was shipped and not back yet. */
export async function markReturned(ctx: CommandContext, lines: readonly LineQty[]): Promise<void> {
  await mark(ctx, lines, decideReturn, (line, qty) => (line.qtyReturned += qty), orderIn);
}
