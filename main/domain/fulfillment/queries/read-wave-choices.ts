import { notFound } from '../../../../preload/contract/engine.ts';
import { waveOperations } from '../../../../preload/contract/fulfillment-waves.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { planning } from '../picking/load.ts';
import { previewWave as preview } from '../waves/preview.ts';
import { carrierServices } from '../waves/services.ts';
import { choiceOf, templateFor } from '../waves/templates.ts';

export const listCarrierServices = handleQuery(waveOperations.listCarrierServices, async (ctx) => {
  const { warehouse } = ctx.actor.scopes;
  const rows = await carrierServices.load(ctx.tx);
  return {
    rows: rows.map((s) => ({ ...s, cutOffs: s.cutOffs.filter((c) => warehouse === undefined || warehouse.has(c.warehouseId)) })),
  };
});

export const getOrderService = handleQuery(waveOperations.getOrderService, async (ctx, { orderId }) => {
  const row = await ctx.tx.db
    .selectFrom('sales_order as o')
    .leftJoin('order_service as x', 'x.order_id', 'o.id')
    .leftJoin('carrier_service as s', 's.id', 'x.service_id')
    .where('o.id', '=', orderId)
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .select(['s.id as serviceId', 's.code', 's.name'])
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'order', id: orderId });
  return row;
});

export const previewWave = handleQuery(waveOperations.previewWave, (ctx, input) => preview(planning(ctx), input));

export const previewTemplate = handleQuery(waveOperations.previewTemplate, async (ctx, { templateId }) =>
  preview(planning(ctx), choiceOf(await templateFor(ctx, templateId), ctx.today)),
);

export const listWaveTemplates = handleQuery(waveOperations.listWaveTemplates, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('wave_template as t')
    .innerJoin('warehouse as w', 'w.id', 't.warehouse_id')
    .leftJoin('carrier_service as s', 's.id', 't.service_id')
    .leftJoin('location as z', 'z.id', 't.zone_id')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 't.warehouse_id'))
    .where(inScope(ctx.actor.scopes.channel, 't.channel_id'))
    .select([
      't.id as templateId',
      't.name',
      't.warehouse_id as warehouseId',
      'w.code as warehouseCode',
      't.method',
      't.promised_within as promisedWithin',
      't.level',
      't.service_id as serviceId',
      's.code as serviceCode',
      't.cutoff_by as cutOffBy',
      't.zone_id as zoneId',
      'z.code as zoneCode',
      't.zone_take as zoneTake',
      't.channel_id as channelId',
      't.max_orders as maxOrders',
      't.max_lines as maxLines',
      't.active',
      't.revision',
    ])
    .orderBy('t.name')
    .execute();
  return { rows: rows.map((r) => ({ ...r, active: r.active === 1 })) };
});
