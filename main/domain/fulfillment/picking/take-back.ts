import type { CommandContext } from '../../../engine/context.ts';
import { voidBeyond } from '../packing/void.ts';
import { loadStaged, type OpenWaveOrder, type Staged } from './load.ts';
import { keepTaskLots, lotsFor, stagedLots } from './lots.ts';
import { stage } from './store.ts';

/** Staged goods an order does not want (any more): how many of a line. */
export interface GoodsBack {
  readonly member: Pick<OpenWaveOrder, 'id'>;
  readonly goods: Staged;
  readonly qty: number;
}

/**
 * Makes tasks to put staged goods back, each lot to the place it was picked from last. The goods are nobody's from now on, and
 * sellable when the task is confirmed. Parcels that hold them are voided.
 */
export async function putBack(ctx: CommandContext, back: readonly GoodsBack[]): Promise<{ putBacks: number; parcels: number }> {
  if (back.length === 0) return { putBacks: 0, parcels: 0 };
  const from = await ctx.tx.db
    .selectFrom('pick_task')
    .select(['order_line_id', 'location_id'])
    .where(
      'order_line_id',
      'in',
      back.map((b) => b.goods.orderLineId),
    )
    .where('picked', '>', 0)
    .orderBy('id')
    .execute();
  const placeOf = new Map(from.map((t) => [t.order_line_id, t.location_id]));
  const lotsOf = await stagedLots(
    ctx,
    back.map((b) => b.goods),
  );
  const parts = back.map((b) => ({ ...b, lots: b.goods.lots ?? lotsFor(lotsOf(b.goods), b.qty) }));
  const tasks = parts.flatMap(({ member, goods, qty, lots }) =>
    (lots ?? [{ qty }]).map((l: { qty: number; lotId?: string }) => ({
      member,
      goods,
      qty: l.qty,
      lotId: l.lotId,
      id: ctx.nextId('put_back_task'),
    })),
  );
  await ctx.tx.insertMany(
    'put_back_task',
    tasks.map(({ id, member, goods, qty }) => ({
      id,
      wave_order_id: member.id,
      order_line_id: goods.orderLineId,
      item_id: goods.itemId,
      from_location_id: goods.locationId,
      to_location_id: placeOf.get(goods.orderLineId) ?? goods.locationId,
      qty,
      state: 'open' as const,
      made_at: ctx.now,
      done_at: null,
      move_id: null,
      revision: 1,
    })),
  );
  await keepTaskLots(ctx, 'put-back', tasks);
  await stage(
    ctx,
    parts.map(({ goods, qty, lots }) => ({ ...goods, qty: -qty, ...(lots ? { lots } : {}) })),
  );
  const parcels = await voidBeyond(
    ctx,
    back.map((b) => b.member.id),
    await loadStaged(
      ctx.tx,
      back.map((b) => b.goods.orderId),
    ),
  );
  return { putBacks: tasks.length, parcels };
}
