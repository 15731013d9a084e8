import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { assertInScope } from '../../company/index.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import type { Planning } from '../picking/load.ts';

/** A template by its id; refuses one that is not there or of a warehouse the asker may not work for. */
export async function templateFor(ctx: Pick<Planning, 'tx' | 'actor'>, templateId: string) {
  const row = await ctx.tx.db.selectFrom('wave_template').selectAll().where('id', '=', templateId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'wave template', id: templateId });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  assertInScope(ctx.actor, 'channel', row.channel_id);
  return row;
}

/** What a template chooses on a day. */
export const choiceOf = (row: Awaited<ReturnType<typeof templateFor>>, today: string) => ({
  warehouseId: row.warehouse_id,
  shipBy: row.promised_within === null ? undefined : addDays(today, row.promised_within),
  level: row.level ?? undefined,
  serviceId: row.service_id ?? undefined,
  cutOffBy: row.cutoff_by ?? undefined,
  zoneId: row.zone_id ?? undefined,
  zoneTake: row.zone_take,
  channelId: row.channel_id ?? undefined,
  maxOrders: row.max_orders,
  maxLines: row.max_lines,
});
