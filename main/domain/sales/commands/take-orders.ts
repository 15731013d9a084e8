import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { salesOperations } from '../../../../preload/contract/sales.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { createOrders } from '../accept-orders.ts';
import { changeOrder } from '../editing.ts';

async function assertParties(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          wanted.map((id) => ({ id })),
          { id: 'text' },
        )
        .as('w'),
    )
    .innerJoin('party as p', 'p.id', 'w.id')
    .select('p.id')
    .execute();
  const known = new Set(rows.map((r) => r.id));
  for (const id of wanted) if (!known.has(id)) throw refuse(notFound, { kind: 'party', id });
}

export const acceptOrder = handleCommand(salesOperations.acceptOrder, async (ctx, input) => {
  await assertParties(ctx, [input.partyId]);
  const [order] = await createOrders(ctx, [input]);
  if (!order) throw new Error('one draft makes one order');
  const { orderId, number, total, holds, lineIds } = order;
  return { orderId, number, total, lines: lineIds.length, holds: [...holds] };
});

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
