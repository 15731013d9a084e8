import { notFound } from '../../../../preload/contract/engine.ts';
import { faceTwice, minAboveMax, noFace, replenishOperations, zReplenishJob } from '../../../../preload/contract/fulfillment-replenish.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { itemsBySku } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { confirmTask, openTask } from '../replenish/confirm.ts';
import { type Proposed, proposeByMinimum, proposeForWave } from '../replenish/propose.ts';
import { choiceOf, templateFor } from '../waves/templates.ts';

/** The code of a warehouse the actor may work for. */
async function warehouseCode(ctx: CommandContext, warehouseId: string): Promise<string> {
  assertWarehouseScope(ctx.actor, warehouseId);
  const row = await ctx.tx.db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  return row.code;
}

async function itemIds(ctx: CommandContext, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const items = await itemsBySku(ctx, new Set(skus));
  return new Map(
    skus.map((sku) => {
      const item = items.get(sku);
      if (!item) throw refuse(notFound, { kind: 'item', id: sku });
      return [sku, item.id];
    }),
  );
}

async function facesOf(ctx: CommandContext, warehouseId: string) {
  const rows = await ctx.tx.db.selectFrom('pick_face').selectAll().where('warehouse_id', '=', warehouseId).execute();
  return new Map(rows.map((r) => [r.item_id, r]));
}

export const setPickFaces = handleCommand(replenishOperations.setPickFaces, async (ctx, { warehouseId, faces }) => {
  const code = await warehouseCode(ctx, warehouseId);
  const items = await itemIds(
    ctx,
    faces.map((f) => f.sku),
  );
  const codes = ctx.tx.rowset(
    [...new Set(faces.map((f) => f.place))].map((place) => ({ place })),
    { place: 'text' },
  );
  const places = await ctx.tx.db.selectFrom(codes.as('w')).innerJoin('location as l', 'l.code', 'w.place').selectAll('l').execute();
  const bins = new Map(
    places
      .filter((p) => p.warehouse_id === warehouseId && p.type === 'bin' && p.status === 'sellable' && p.active === 1)
      .map((p) => [p.code, p.id]),
  );
  const known = await facesOf(ctx, warehouseId);
  const seen = new Set<string>();
  const rows = faces.map(({ sku, place, min, max }) => {
    const location_id = bins.get(place);
    const item_id = items.get(sku) ?? '';
    if (location_id === undefined) throw refuse(noFace, { sku, place, warehouseCode: code });
    if (min > max) throw refuse(minAboveMax, { sku, min, max });
    if (seen.has(item_id)) throw refuse(faceTwice, { sku });
    seen.add(item_id);
    return { warehouse_id: warehouseId, item_id, location_id, min_qty: min, max_qty: max };
  });
  const before = (itemId: string) => known.get(itemId);
  await ctx.tx.insertMany(
    'pick_face',
    rows.filter((r) => !before(r.item_id)).map((r) => ({ ...r, id: ctx.nextId('pick_face'), revision: 1 })),
  );
  const changed = rows.flatMap((r) => {
    const was = before(r.item_id);
    return was ? [{ ...r, id: was.id, revision: was.revision + 1, moved: was.location_id !== r.location_id }] : [];
  });
  await ctx.tx.updateMany(
    'pick_face',
    ['id'],
    changed.map(({ moved: _moved, ...r }) => r),
  );
  await callOff(ctx, warehouseId, new Set(changed.filter((c) => c.moved).map((c) => c.item_id)));
  return { faces: rows.length };
});

/** Open tasks of items are called off: their face is not there any more. */
async function callOff(ctx: CommandContext, warehouseId: string, items: ReadonlySet<string>): Promise<number> {
  if (items.size === 0) return 0;
  const wanted = ctx.tx.rowset(
    [...items].map((id) => ({ id })),
    { id: 'text' },
  );
  const open = await ctx.tx.db
    .selectFrom(wanted.as('w'))
    .innerJoin('replenish_task as t', 't.item_id', 'w.id')
    .where('t.warehouse_id', '=', warehouseId)
    .where('t.state', '=', 'open')
    .select(['t.id', 't.revision'])
    .execute();
  await endTasks(ctx, open);
  return open.length;
}

const endTasks = (ctx: CommandContext, tasks: readonly { readonly id: number; readonly revision: number }[]) =>
  ctx.tx.updateMany(
    'replenish_task',
    ['id'],
    tasks.map((t) => ({ id: t.id, state: 'cancelled' as const, done_at: ctx.now, revision: t.revision + 1 })),
  );

export const dropPickFaces = handleCommand(replenishOperations.dropPickFaces, async (ctx, { warehouseId, skus }) => {
  await warehouseCode(ctx, warehouseId);
  const items = await itemIds(ctx, skus);
  const known = await facesOf(ctx, warehouseId);
  const gone = [...items].map(([sku, id]) => {
    const face = known.get(id);
    if (!face) throw refuse(notFound, { kind: 'pick face', id: sku });
    return face;
  });
  await ctx.tx.db
    .deleteFrom('pick_face')
    .where(
      'id',
      'in',
      gone.map((f) => f.id),
    )
    .execute();
  return { faces: gone.length, cancelled: await callOff(ctx, warehouseId, new Set(gone.map((f) => f.item_id))) };
});

export const proposeReplenishment = handleCommand(
  replenishOperations.proposeReplenishment,
  async (ctx, { warehouseId, templateId, wave, after }): Promise<Proposed> => {
    await warehouseCode(ctx, warehouseId);
    if (templateId !== undefined) return proposeForWave(ctx, choiceOf(await templateFor(ctx, templateId), ctx.today));
    return wave ? proposeForWave(ctx, { ...wave, warehouseId }) : proposeByMinimum(ctx, warehouseId, after);
  },
);

export const confirmReplenishment = handleCommand(replenishOperations.confirmReplenishment, async (ctx, { taskId, code, qty }) =>
  confirmTask(ctx, await openTask(ctx, taskId), { code, qty }),
);

export const cancelReplenishment = handleCommand(replenishOperations.cancelReplenishment, async (ctx, { taskIds }) => {
  const open = [];
  for (const id of new Set(taskIds)) open.push(await openTask(ctx, id));
  await endTasks(ctx, open);
  return { tasks: open.length };
});

/** Fills the faces of a warehouse up, batch by batch, as its schedule says. */
export const replenishJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: 'fulfillment.replenish',
  summary: 'Makes tasks for the pick faces of a warehouse that are below their minimum',
  permission: 'fulfillment.release',
  payload: zReplenishJob,
  async run(job) {
    const { warehouseId } = job.payload as { readonly warehouseId: string };
    const from = (job.cursor ?? { batch: 0, after: 0, tasks: 0 }) as { batch: number; after: number; tasks: number };
    for (let { batch, after, tasks } = from; ; batch += 1) {
      const done = await job.dispatch<Proposed>('fulfillment.proposeReplenishment', { warehouseId, after }, batch);
      tasks += done.tasks;
      if (done.after === null) return { tasks };
      after = done.after;
      await job.saveCursor({ batch: batch + 1, after, tasks });
    }
  },
};
