import { salesOperations } from '../../../../preload/contract/sales.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { createOrders } from '../accept-orders.ts';
import { changeOrder } from '../editing.ts';
import type { AcceptedOrder, OrderDraft } from '../model.ts';
import { assertOrderWithinLimit } from '../prices/limits.ts';
import { withPrices } from '../prices/to-price.ts';
import { assertParties } from '../store.ts';

type Taken = Pick<AcceptedOrder, 'orderId' | 'number' | 'total' | 'holds' | 'lineIds'>;
const taken = ({ orderId, number, total, holds, lineIds }: Taken) => ({ orderId, number, total, lines: lineIds.length, holds: [...holds] });

async function takeOne(ctx: CommandContext, draft: OrderDraft): Promise<ReturnType<typeof taken>> {
  await assertParties(ctx, [draft.partyId]);
  const [order] = await createOrders(ctx, [draft]);
  if (!order) throw new Error('one draft makes one order');
  return taken(order);
}

export const acceptOrder = handleCommand(salesOperations.acceptOrder, async (ctx, input) => {
  const draft = await withPrices(ctx, input);
  await assertOrderWithinLimit(ctx, draft);
  return takeOne(ctx, draft);
});

/** As `acceptOrder`, once somebody who may give such discounts has approved. */
export const acceptOrderAboveLimit = handleCommand(salesOperations.acceptOrderAboveLimit, async (ctx, input) =>
  takeOne(ctx, await withPrices(ctx, input)),
);

export const acceptOrders = handleCommand(salesOperations.acceptOrders, async (ctx, input) => {
  await assertParties(
    ctx,
    input.orders.map((o) => o.partyId),
  );
  const accepted = await createOrders(ctx, input.orders);
  return {
    orders: accepted.length,
    lines: accepted.reduce((sum, o) => sum + o.lineIds.length, 0),
    total: accepted.reduce((sum, o) => sum + o.total, 0),
    held: accepted.filter((o) => o.blocked).length,
  };
});

export const editOrder = handleCommand(salesOperations.editOrder, (ctx, input) => changeOrder(ctx, input));
