import type { CommandContext } from '../../../engine/context.ts';
import { moveStock } from '../../inventory/index.ts';
import { ORDER } from '../model.ts';
import type { Task } from './load.ts';
import { changeTasks, stage } from './store.ts';

/** Source kind of moves that picking makes; the source is the wave, its line the task. */
export const WAVE = 'wave';

/**
 * Takes `qty` of a task from its place to staging: the promise of the order line is used up and the goods are staged for it.
 * Nothing is posted, both places lie in one valuation area. The move refuses an order on hold and what is not there.
 */
export async function confirmPick(
  ctx: CommandContext,
  task: Task,
  qty: number,
  stagingId: string,
  state: 'picked' | 'short',
): Promise<void> {
  const { waveId, warehouseId, orderId, orderLineId, itemId, revision } = task;
  const lots = task.lotId === null ? {} : { lots: [{ lotId: task.lotId, qty }] };
  const [moved] = await moveStock(ctx, [
    {
      itemId,
      qty,
      fromLocationId: task.locationId,
      toLocationId: stagingId,
      at: ctx.now,
      on: ctx.today,
      source: { kind: WAVE, id: waveId, line: task.id },
      entryId: null,
      reservation: { subjectKind: ORDER, subjectLine: orderLineId, warehouseId },
      subject: { kind: ORDER, id: orderId },
      ...lots,
    },
  ]);
  await changeTasks(ctx, [{ id: task.id, revision, at_place: 1, counted: qty, picked: qty, state, move_id: moved?.moveId ?? null }]);
  await stage(ctx, [{ orderId, orderLineId, itemId, warehouseId, locationId: stagingId, qty, ...lots }]);
}
