import { sumInt } from '../../../../db/dialect/portable.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { mayFollow, stateOf, stateOfWave } from './machine.ts';
import { setStates } from './store.ts';

/** Brings orders in waves, and their waves, to the state that follows from their tasks and goods. */
export async function advance(ctx: CommandContext, waveOrderIds: readonly number[]): Promise<void> {
  const ids = [...new Set(waveOrderIds)];
  if (ids.length === 0) return;
  const { db } = ctx.tx;
  const rows = await db.selectFrom('wave_order').selectAll().where('id', 'in', ids).execute();
  const tasks = await db
    .selectFrom('pick_task')
    .select(['wave_order_id', 'state', 'counted', 'at_place', 'picked'])
    .where('wave_order_id', 'in', ids)
    .execute();
  const back = await db
    .selectFrom('put_back_task')
    .select(['wave_order_id', sumInt('qty').as('qty')])
    .where('wave_order_id', 'in', ids)
    .groupBy('wave_order_id')
    .execute();
  const staged = await db
    .selectFrom('staged_goods')
    .select(['order_id', 'warehouse_id', sumInt('qty').as('qty')])
    .where(
      'order_id',
      'in',
      rows.map((r) => r.order_id),
    )
    .groupBy(['order_id', 'warehouse_id'])
    .execute();
  const packed = await ctx.tx.db
    .selectFrom('parcel as p')
    .innerJoin('parcel_line as l', 'l.parcel_id', 'p.id')
    .select(['p.wave_order_id', sumInt('l.qty').as('qty')])
    .where('p.wave_order_id', 'in', ids)
    .where('p.state', '=', 'packed')
    .groupBy('p.wave_order_id')
    .execute();
  const changed = rows.flatMap((row) => {
    const own = tasks.filter((t) => t.wave_order_id === row.id);
    const open = own.filter((t) => t.state === 'open');
    const picked = own.reduce((sum, t) => sum + t.picked, 0);
    const state = stateOf({
      openTasks: open.length,
      begun: picked > 0 || open.some((t) => t.counted > 0 || t.at_place === 1),
      staged: staged.find((s) => s.order_id === row.order_id && s.warehouse_id === row.warehouse_id)?.qty ?? 0,
      packed: packed.find((p) => p.wave_order_id === row.id)?.qty ?? 0,
      kept: picked - (back.find((b) => b.wave_order_id === row.id)?.qty ?? 0),
    });
    return state !== row.state && mayFollow(row.state, state) ? [{ id: row.id, state, revision: row.revision }] : [];
  });
  if (changed.length === 0) return;
  const now = new Map(changed.map((c) => [c.id, c.state]));
  const waveIds = [...new Set(rows.map((r) => r.wave_id))];
  const waves = await db.selectFrom('wave').select(['id', 'state', 'revision']).where('id', 'in', waveIds).execute();
  const members = await db.selectFrom('wave_order').select(['id', 'wave_id', 'state']).where('wave_id', 'in', waveIds).execute();
  const moved = waves.flatMap((w) => {
    const state = stateOfWave(members.filter((m) => m.wave_id === w.id).map((m) => now.get(m.id) ?? m.state));
    return state === w.state ? [] : [{ ...w, state }];
  });
  await setStates(ctx, changed, moved);
}
