import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { inventoryLots, lotState, serviceTracked, trackingInUse } from '../../../../preload/contract/inventory-lots.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { setTracking as keepTracking, loadItems, trackedItems } from '../../catalog/index.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { datesOf, lotFor } from '../lots/keep-lots.ts';
import { setOnSale } from '../lots/stop.ts';
import type { ReleasedReservation } from '../model.ts';

/** Lots taken off sale by one command of the nightly run. */
const BATCH = 200;

const counted = (released: readonly ReleasedReservation[]) => ({
  released: released.reduce((sum, r) => sum + r.qty, 0),
  lines: new Set(released.map((r) => `${r.subjectKind}|${r.subjectLine}`)).size,
});

/** How an item is tracked. That changes only while none of it is inside: units without a lot could be told apart by nobody. */
export const setTracking = handleCommand(inventoryLots.setTracking, async (ctx, { itemId, trackedBy, removalDays, alertDays, ...rest }) => {
  const item = (await loadItems(ctx, [itemId])).get(itemId);
  if (!item) throw refuse(notFound, { kind: 'item', id: itemId });
  if (item.kind !== 'stock') throw refuse(serviceTracked, { sku: item.sku });
  const now = (await trackedItems(ctx)).get(itemId)?.trackedBy ?? 'none';
  if (trackedBy !== now) {
    const { onHand } = await ctx.tx.db
      .selectFrom('stock_balance')
      // What one place has more than another has below zero is still there.
      .select(sumInt(sql<number>`abs(on_hand)`).as('onHand'))
      .where('item_id', '=', itemId)
      .where('internal', '=', 1)
      .executeTakeFirstOrThrow();
    if (onHand > 0) throw refuse(trackingInUse, { sku: item.sku, onHand });
  }
  const days = { removalDays: removalDays ?? null, alertDays: alertDays ?? null };
  const tracking = { rotation: rest.rotation, dated: rest.dated ? (1 as const) : (0 as const), ...days };
  await keepTracking(ctx, itemId, trackedBy === 'none' ? undefined : { trackedBy, ...tracking });
  return { itemId };
});

export const blockLot = handleCommand(inventoryLots.blockLot, async (ctx, { lotId, reason }) => {
  const row = await lotFor(ctx, lotId);
  if (row.state === 'blocked') throw refuse(lotState, { lot: row.code, state: row.state });
  ctx.because({ code: null, text: reason });
  await ctx.tx.updateMany('lot', ['id'], [{ id: lotId, state: 'blocked', reason, revision: row.revision + 1 }]);
  // What had ended before was off sale already; work that was to take it was told then.
  return counted(row.state === 'ok' ? await setOnSale(ctx, [lotId], -1) : []);
});

export const releaseLot = handleCommand(inventoryLots.releaseLot, async (ctx, { lotId, ...said }) => {
  const row = await lotFor(ctx, lotId);
  if (row.state !== 'blocked') throw refuse(lotState, { lot: row.code, state: row.state });
  await sayWhy(ctx, 'hold-release', said);
  const state = row.sold_until < ctx.today ? ('expired' as const) : ('ok' as const);
  await ctx.tx.updateMany('lot', ['id'], [{ id: lotId, state, reason: null, revision: row.revision + 1 }]);
  if (state === 'ok') await setOnSale(ctx, [lotId], 1);
  return { state };
});

/** Dates somebody read wrong. A lot that was off sale for them may be sold again, and the reverse; a block stays. */
export const changeLot = handleCommand(inventoryLots.changeLot, async (ctx, { lotId, ...said }) => {
  const row = await lotFor(ctx, lotId);
  const tracking = (await trackedItems(ctx)).get(row.item_id) ?? { removalDays: null, alertDays: null };
  const dates = datesOf(said, tracking);
  const ended = dates.sold_until < ctx.today;
  const state = row.state === 'blocked' ? row.state : ended ? ('expired' as const) : ('ok' as const);
  await ctx.tx.updateMany('lot', ['id'], [{ id: lotId, ...dates, state, revision: row.revision + 1 }]);
  if (row.state === 'expired' && state === 'ok') await setOnSale(ctx, [lotId], 1);
  const released = row.state === 'ok' && state === 'expired' ? await setOnSale(ctx, [lotId], -1) : [];
  return { ...counted(released), state };
});

/** Lots whose last day is over stop counting as sellable. What leaves is tested by the clock as well, so a late run lets nothing through. */
export const expireLots = handleCommand(inventoryLots.expireLots, async (ctx) => {
  const late = await overdue(ctx);
  await ctx.tx.updateMany(
    'lot',
    ['id'],
    late.map(({ id, revision }) => ({ id, state: 'expired' as const, revision: revision + 1 })),
  );
  const ids = late.map((l) => l.id);
  const released = ids.length === 0 ? [] : await setOnSale(ctx, ids, -1);
  return { ...counted(released), expired: ids.length, more: ids.length === BATCH };
});

const overdue = (ctx: CommandContext) =>
  ctx.tx.db
    .selectFrom('lot')
    .select(['id', 'revision'])
    .where('state', '=', 'ok')
    .where('sold_until', '<', ctx.today)
    .orderBy('sold_until')
    .orderBy('id')
    .limit(BATCH)
    .execute();

/** Takes lots off sale that ended; scheduled for the first minutes of every day. */
export const expireLotsJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: 'inventory.expireLots',
  summary: 'Takes lots off sale whose last day is over',
  permission: 'inventory.hold',
  async run(job) {
    let expired = 0;
    for (let batch = Number(job.cursor ?? 0); ; batch += 1) {
      const done = await job.dispatch<{ expired: number; more: boolean }>('inventory.expireLots', {}, batch, { cursor: batch + 1 });
      expired += done.expired;
      if (!done.more) return { expired };
    }
  },
};
