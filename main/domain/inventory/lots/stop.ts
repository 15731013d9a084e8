import { setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type ItemPair, loadAvailability, loadReservationsOf, pair } from '../load-stock.ts';
import { RESERVATIONS_RELEASED, type ReleasedReservation } from '../model.ts';
import { endReservations } from '../store.ts';

/** News: lots may not be sold any more. `data` is a `StoppedLots`; work that was to take them has to take others. */
export const LOTS_STOPPED = 'inventory.lotsStopped';
export interface StoppedLots {
  readonly lotIds: readonly string[];
}

const onSale = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot_balance as b')
    .whereRef('b.lot_id', '=', 'w.id')
    .where('b.on_hand', '>', 0)
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .where('l.status', '=', 'sellable')
    .select(['b.item_id as itemId', 'l.warehouse_id as warehouseId', 'b.on_hand as qty']),
);

/** What of these lots stands at sellable places, per item and warehouse. */
async function standing(ctx: CommandContext, lotIds: readonly string[]): Promise<Map<string, ItemPair & { qty: number }>> {
  const sums = new Map<string, ItemPair & { qty: number }>();
  if (lotIds.length === 0) return sums;
  for (const { itemId, warehouseId, qty } of await ctx.tx.runFor(
    onSale,
    lotIds.map((id) => ({ id })),
  )) {
    const key = pair(itemId, warehouseId ?? '');
    const known = sums.get(key);
    if (known) known.qty += qty;
    else sums.set(key, { item_id: itemId, other_id: warehouseId ?? '', qty });
  }
  return sums;
}

/**
 * Takes lots off sale, or (`sign` 1) puts them back on: what of them stands at sellable places stops, or starts, counting as sellable. Promises
 * that are not covered any more end, those served last first, and the rooms above hear of it. To be called after the state of the lots was written.
 */
export async function setOnSale(ctx: CommandContext, lotIds: readonly string[], sign: 1 | -1): Promise<ReleasedReservation[]> {
  const sums = await standing(ctx, lotIds);
  const pairs = [...sums.values()];
  const stock = await loadAvailability(ctx.tx, pairs);
  const rows = pairs.map((p) => {
    const now = stock.get(pair(p.item_id, p.other_id)) ?? { sellable: 0, reserved: 0 };
    return { item_id: p.item_id, warehouse_id: p.other_id, sellable: now.sellable + sign * p.qty, reserved: now.reserved };
  });
  const short = rows.filter((r) => r.reserved > r.sellable);
  const released: ReleasedReservation[] = [];
  const changed = [];
  for (const r of await loadReservationsOf(
    ctx.tx,
    short.map((s) => ({ item_id: s.item_id, other_id: s.warehouse_id })),
  )) {
    const row = short.find((s) => s.item_id === r.item_id && s.warehouse_id === r.warehouse_id);
    const qty = Math.min(r.qty, row ? row.reserved - row.sellable : 0);
    if (!row || qty <= 0) continue;
    row.reserved -= qty;
    changed.push({ id: r.id, qty: r.qty - qty });
    const { subject_kind: subjectKind, subject_id: subjectId, subject_line: subjectLine, item_id: itemId, warehouse_id: warehouseId } = r;
    released.push({ subjectKind, subjectId, subjectLine, itemId, warehouseId, qty });
  }
  await endReservations(ctx.tx, changed);
  await ctx.tx.updateMany('stock_availability', ['item_id', 'warehouse_id'], rows);
  if (sign === -1) await ctx.emit({ name: LOTS_STOPPED, data: { lotIds } satisfies StoppedLots });
  if (released.length > 0) await ctx.emit({ name: RESERVATIONS_RELEASED, data: { released } });
  return released;
}
