import type { CommandContext } from '../../../engine/context.ts';
import { loadStaged, OPEN_STATES } from './load.ts';
import { advance } from './progress.ts';
import { changeTasks } from './store.ts';
import { putBack } from './take-back.ts';

/**
 * Takes orders out of a wave, all that are open unless some are named: open tasks end and what was promised stays promised; what
 * stands picked becomes put-back tasks. Nothing has left yet, so every cost stays as it was.
 */
export async function takeOut(
  ctx: CommandContext,
  waveId: string,
  orderIds: readonly string[] | undefined,
): Promise<{ orders: number; tasks: number; putBacks: number; parcels: number }> {
  const wanted = orderIds && new Set(orderIds);
  const rows = await ctx.tx.db
    .selectFrom('wave_order')
    .selectAll()
    .where('wave_id', '=', waveId)
    .where('state', 'in', OPEN_STATES)
    .execute();
  const members = rows.filter((r) => !wanted || wanted.has(r.order_id));
  if (members.length === 0) return { orders: 0, tasks: 0, putBacks: 0, parcels: 0 };
  const open = await ctx.tx.db
    .selectFrom('pick_task')
    .select(['id', 'revision'])
    .where(
      'wave_order_id',
      'in',
      members.map((m) => m.id),
    )
    .where('state', '=', 'open')
    .orderBy('id')
    .execute();
  await changeTasks(
    ctx,
    open.map((t) => ({ ...t, counted: 0, state: 'cancelled' as const })),
  );
  const staged = await loadStaged(
    ctx.tx,
    members.map((m) => m.order_id),
  );
  const back = staged.flatMap((goods) => {
    const member = members.find((m) => m.order_id === goods.orderId && m.warehouse_id === goods.warehouseId);
    return member ? [{ member, goods, qty: goods.qty }] : [];
  });
  const taken = await putBack(ctx, back);
  await advance(
    ctx,
    members.map((m) => m.id),
  );
  return { orders: members.length, tasks: open.length, ...taken };
}
