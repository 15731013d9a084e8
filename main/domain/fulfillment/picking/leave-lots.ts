import type { CommandContext } from '../../../engine/context.ts';
import { pickingWarehouses } from './delivery.ts';
import { tasks } from './load.ts';
import { advance } from './progress.ts';
import { type Rerouted, reroute } from './short.ts';
import { changeTasks } from './store.ts';

/**
 * Lots may not be sold any more: open picks that were to take them end, and what is still promised to their order lines is taken of other lots, where
 * there are some. What stands picked of them stays where it is; handing it over is refused, and it goes back when its order is taken back.
 */
export async function leaveLots(ctx: CommandContext, lotIds: readonly string[]): Promise<void> {
  const delivery = await pickingWarehouses(ctx);
  if (delivery.size === 0) return;
  const open = await tasks(ctx.tx.db).where('k.lot_id', 'in', lotIds).where('t.state', '=', 'open').orderBy('t.id').execute();
  if (open.length === 0) return;
  await changeTasks(
    ctx,
    open.map(({ id, revision }) => ({ id, revision, counted: 0, state: 'cancelled' as const })),
  );
  const lines = new Map<string, Rerouted>(open.map((t) => [`${t.waveOrderId}|${t.orderLineId}`, t]));
  for (const line of lines.values()) await reroute(ctx, line, delivery.get(line.warehouseId)?.placeOrder ?? 'path');
  await advance(
    ctx,
    open.map((t) => t.waveOrderId),
  );
}
