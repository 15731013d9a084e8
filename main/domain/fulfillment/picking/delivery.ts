import { statement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { stagingElsewhere, wavesOpen } from '../../../../preload/contract/fulfillment-picking.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext, Standing } from '../../../engine/context.ts';
import { addLocation, assertWarehouseScope, workPlace } from '../../inventory/index.ts';

/** Place in the walk of the place for missing goods: picked goods are staged in the one before. */
const LAST = 99_999;

/** How a warehouse delivers. */
export interface Delivery {
  readonly warehouseId: string;
  readonly warehouseCode: string;
  readonly steps: number;
  readonly placeOrder: 'path' | 'fifo';
  readonly stagingId: string;
  readonly missingId: string;
}

const everyDelivery = statement<DB, Record<never, never>, Delivery>((db) =>
  db
    .selectFrom('warehouse_delivery as d')
    .innerJoin('warehouse as w', 'w.id', 'd.warehouse_id')
    .select([
      'd.warehouse_id as warehouseId',
      'w.code as warehouseCode',
      'd.steps',
      'd.place_order as placeOrder',
      'd.staging_location_id as stagingId',
      'd.missing_location_id as missingId',
    ])
    .where('d.steps', '>', 1),
);

/** Warehouses that pick before they ship. Empty in most companies, which then pay nothing for it. */
const picking: Standing<ReadonlyMap<string, Delivery>> = {
  tables: ['warehouse_delivery', 'warehouse'],
  load: async (tx) => new Map((await tx.run(everyDelivery, {})).map((d) => [d.warehouseId, d])),
};

/** Warehouses that pick before they ship, by id; all others deliver in one step. */
export const pickingWarehouses = (ctx: Pick<CommandContext, 'standing'>): Promise<ReadonlyMap<string, Delivery>> => ctx.standing(picking);

/** How the warehouse of work under way delivers: it picks, or there would be no such work. */
export async function deliveryOf(ctx: CommandContext, warehouseId: string): Promise<Delivery> {
  const delivery = (await pickingWarehouses(ctx)).get(warehouseId);
  if (!delivery) throw refuse(notFound, { kind: 'staging place of warehouse', id: warehouseId });
  return delivery;
}

/**
 * Sets how a warehouse delivers. The first time it gets a staging place and one for missing goods: not sellable, in the
 * warehouse's own valuation area, so that picking posts nothing. Refuses while waves of the warehouse are open.
 */
export async function setDelivery(
  ctx: CommandContext,
  input: { readonly warehouseId: string; readonly steps: number; readonly placeOrder: 'path' | 'fifo' },
): Promise<{ stagingLocationId: string; missingLocationId: string }> {
  const { warehouseId, steps, placeOrder } = input;
  const { db } = ctx.tx;
  assertWarehouseScope(ctx.actor, warehouseId);
  const warehouse = await db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirst();
  if (!warehouse) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  const before = await db.selectFrom('warehouse_delivery').selectAll().where('warehouse_id', '=', warehouseId).executeTakeFirst();
  if (before) {
    const open = await db
      .selectFrom('wave')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('warehouse_id', '=', warehouseId)
      .where('state', 'in', ['released', 'picking', 'picked', 'packed'])
      .executeTakeFirstOrThrow();
    if (before.steps !== steps && Number(open.n) > 0) throw refuse(wavesOpen, { warehouseCode: warehouse.code, waves: Number(open.n) });
    const row = { warehouse_id: warehouseId, steps, place_order: placeOrder, revision: before.revision + 1 };
    await ctx.tx.updateMany('warehouse_delivery', ['warehouse_id'], [row]);
    ctx.forget('warehouse_delivery');
    return { stagingLocationId: before.staging_location_id, missingLocationId: before.missing_location_id };
  }
  const stagingLocationId = await stagingPlace(ctx, warehouseId, steps);
  const missing = { warehouseId, code: `${warehouse.code}-MISSING`, name: 'Goods not found' };
  const missingLocationId = await addLocation(ctx, { ...missing, status: 'hold', type: 'staging', pathOrder: LAST });
  await ctx.tx.insertMany('warehouse_delivery', [
    {
      warehouse_id: warehouseId,
      steps,
      place_order: placeOrder,
      staging_location_id: stagingLocationId,
      missing_location_id: missingLocationId,
      revision: 1,
    },
  ]);
  ctx.forget('warehouse_delivery');
  return { stagingLocationId, missingLocationId };
}

/** Where picked goods stand until they leave: the packing place where there is one to do, else staging. Refuses one that is valued elsewhere. */
async function stagingPlace(ctx: CommandContext, warehouseId: string, steps: number): Promise<string> {
  const id = await workPlace(ctx, warehouseId, steps === 3 ? 'packing' : 'staging');
  const place = await ctx.tx.db.selectFrom('location').select(['code', 'status']).where('id', '=', id).executeTakeFirstOrThrow();
  if (place.status !== 'hold') throw refuse(stagingElsewhere, { place: place.code, status: place.status });
  return id;
}
