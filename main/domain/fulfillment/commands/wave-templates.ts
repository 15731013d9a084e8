import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { nothingToPick } from '../../../../preload/contract/fulfillment-picking.ts';
import { templateOff, waveOperations, zTemplateJob } from '../../../../preload/contract/fulfillment-waves.ts';
import { Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { assertInScope } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { assertPicks, releaseWave } from '../picking/release-wave.ts';
import { choiceOf, templateFor } from '../waves/templates.ts';
import { assertZone } from '../waves/zones.ts';
import { assertService } from './carrier-services.ts';

/** Keeps a choice of orders, or replaces everything about one. */
export const setWaveTemplate = handleCommand(waveOperations.setWaveTemplate, async (ctx, input) => {
  const { templateId, name, warehouseId, method, serviceId, zoneId, channelId } = input;
  assertWarehouseScope(ctx.actor, warehouseId);
  assertInScope(ctx.actor, 'channel', channelId);
  const delivery = await assertPicks(ctx, warehouseId);
  if (serviceId !== undefined) await assertService(ctx, serviceId);
  await assertZone(ctx.tx, zoneId, delivery);
  const { db } = ctx.tx;
  const known = await db.selectFrom('wave_template').select(['revision', 'warehouse_id']).where('id', '=', templateId).executeTakeFirst();
  if (known) assertWarehouseScope(ctx.actor, known.warehouse_id);
  const named = await db.selectFrom('wave_template').select('id').where('name', '=', name).executeTakeFirst();
  if (named && named.id !== templateId) throw refuse(alreadyExists, { kind: 'Wave template', id: name });
  const row = {
    id: templateId,
    name,
    warehouse_id: warehouseId,
    method,
    promised_within: input.promisedWithin ?? null,
    level: input.level ?? null,
    service_id: serviceId ?? null,
    cutoff_by: input.cutOffBy ?? null,
    zone_id: zoneId ?? null,
    zone_take: input.zoneTake,
    channel_id: channelId ?? null,
    max_orders: input.maxOrders,
    max_lines: input.maxLines,
    active: input.active ? (1 as const) : (0 as const),
    revision: (known?.revision ?? 0) + 1,
  };
  if (known) await ctx.tx.updateMany('wave_template', ['id'], [row]);
  else await ctx.tx.insertMany('wave_template', [row]);
  return { templateId };
});

export const releaseTemplate = handleCommand(waveOperations.releaseTemplate, async (ctx, { templateId, waveId }) => {
  const template = await templateFor(ctx, templateId);
  if (template.active === 0) throw refuse(templateOff, { name: template.name });
  return releaseWave(ctx, { ...choiceOf(template, ctx.today), method: template.method, waveId });
});

/** Releases a template by a schedule; when nothing of its choice waits it has done its work. */
export const releaseTemplateJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: 'fulfillment.releaseTemplate',
  summary: 'Releases a wave of the orders a template chooses',
  permission: 'fulfillment.release',
  payload: zTemplateJob,
  async run(job) {
    const { templateId } = job.payload as { readonly templateId: string };
    try {
      return await job.dispatch<{ number: string; orders: number; tasks: number }>('fulfillment.releaseTemplate', { templateId }, 1);
    } catch (error) {
      if (error instanceof Refusal && error.code === nothingToPick.code) return { orders: 0 };
      throw error;
    }
  },
};
