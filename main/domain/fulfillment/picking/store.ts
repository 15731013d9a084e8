import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import type { WaveState } from '../../../../preload/contract/fulfillment-picking.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { Staged } from './load.ts';

type TaskChange = Partial<Insertable<DB['pick_task']>> & { readonly id: number; readonly revision: number };

/** Adds a wave with its orders and tasks. */
export async function insertWave(
  ctx: CommandContext,
  wave: Insertable<DB['wave']>,
  orders: readonly Insertable<DB['wave_order']>[],
  tasks: readonly Insertable<DB['pick_task']>[],
): Promise<void> {
  await ctx.tx.insertMany('wave', [wave]);
  await ctx.tx.insertMany('wave_order', orders);
  await ctx.tx.insertMany('pick_task', tasks);
}

/** Changes tasks; each comes with the revision it was decided on, which is raised. */
export async function changeTasks(ctx: CommandContext, changes: readonly TaskChange[]): Promise<void> {
  await ctx.tx.updateMany(
    'pick_task',
    ['id'],
    changes.map((c) => ({ ...c, revision: c.revision + 1 })),
  );
}

/** Adds to (or takes from) what stands picked for order lines, and their lots; lines with nothing left go. */
export async function stage(ctx: CommandContext, changes: readonly Staged[]): Promise<void> {
  if (changes.length === 0) return;
  await ctx.tx.insertMany(
    'staged_goods',
    changes.map((c) => ({
      order_line_id: c.orderLineId,
      location_id: c.locationId,
      order_id: c.orderId,
      item_id: c.itemId,
      warehouse_id: c.warehouseId,
      qty: c.qty,
    })),
    { key: ['order_line_id', 'location_id'], add: ['qty'] },
  );
  const lots = changes.flatMap((c) =>
    (c.lots ?? []).map((l) => ({
      order_line_id: c.orderLineId,
      location_id: c.locationId,
      lot_id: l.lotId,
      qty: c.qty < 0 ? -l.qty : l.qty,
    })),
  );
  await ctx.tx.insertMany('staged_lot', lots, { key: ['order_line_id', 'location_id', 'lot_id'], add: ['qty'] });
  if (changes.every((c) => c.qty > 0)) return;
  const lines = ctx.tx.rowset(
    [...new Set(changes.map((c) => c.orderLineId))].map((id) => ({ id })),
    { id: 'int' },
  );
  await ctx.tx.db
    .deleteFrom('staged_goods')
    .where('order_line_id', 'in', (eb) => eb.selectFrom(lines.as('w')).select('w.id'))
    .where('qty', '=', 0)
    .execute();
  if (lots.length === 0) return;
  await ctx.tx.db
    .deleteFrom('staged_lot')
    .where('order_line_id', 'in', (eb) => eb.selectFrom(lines.as('w')).select('w.id'))
    .where('qty', '=', 0)
    .execute();
}

/** Sets states that follow from work done. */
export async function setStates(
  ctx: CommandContext,
  orders: readonly { readonly id: number; readonly state: WaveState; readonly revision: number }[],
  waves: readonly { readonly id: string; readonly state: WaveState; readonly revision: number }[],
): Promise<void> {
  const raised = <T extends { readonly revision: number }>(rows: readonly T[]) => rows.map((r) => ({ ...r, revision: r.revision + 1 }));
  await ctx.tx.updateMany('wave_order', ['id'], raised(orders));
  await ctx.tx.updateMany('wave', ['id'], raised(waves));
}
