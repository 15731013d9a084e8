import { notFound } from '../../../../preload/contract/engine.ts';
import { pickingOperations, waveEnded } from '../../../../preload/contract/fulfillment-picking.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { setDelivery as set } from '../picking/delivery.ts';
import { releaseWave as release } from '../picking/release-wave.ts';
import { takeOut } from '../picking/take-out.ts';

export const setDelivery = handleCommand(pickingOperations.setDelivery, (ctx, input) => set(ctx, input));

export const releaseWave = handleCommand(pickingOperations.releaseWave, (ctx, input) => release(ctx, input));

export const cancelWave = handleCommand(pickingOperations.cancelWave, async (ctx, { waveId, orderIds }) => {
  const wave = await ctx.tx.db.selectFrom('wave').select(['number', 'state', 'warehouse_id']).where('id', '=', waveId).executeTakeFirst();
  if (!wave) throw refuse(notFound, { kind: 'wave', id: waveId });
  assertWarehouseScope(ctx.actor, wave.warehouse_id);
  if (wave.state === 'shipped' || wave.state === 'cancelled') throw refuse(waveEnded, { waveNumber: wave.number, state: wave.state });
  const { orders, tasks, putBacks } = await takeOut(ctx, waveId, orderIds);
  return { orders, tasks, putBacks };
});
