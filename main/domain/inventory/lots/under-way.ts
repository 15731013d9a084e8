import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { lotNeeded, lotNotThere } from '../../../../preload/contract/lots.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { trackedItems } from '../../catalog/index.ts';
import { type LotQty, sumOf, takeInOrder } from './model.ts';

/** What arrives, or is given up, of one line of a transfer. */
export interface OfTransfer {
  readonly lineNo: number;
  readonly itemId: string;
  readonly sku: string;
  readonly qty: number;
  /** Of what arrives, where the receiver says it. */
  readonly lots: readonly LotQty[] | undefined;
}

/**
 * Lots of parts of a transfer that end their way, in order: as stated, all that is still under way of the line, or the one lot there is. Refuses to
 * guess which of several arrived, and lots that are not under way. Parts of items that are not tracked have none.
 */
export async function lotsUnderWay(
  ctx: CommandContext,
  source: { readonly kind: string; readonly id: string },
  transitId: string,
  parts: readonly OfTransfer[],
): Promise<{ readonly lots?: readonly LotQty[] }[]> {
  const tracked = await trackedItems(ctx);
  if (!parts.some((p) => tracked.has(p.itemId))) return parts.map(() => ({}));
  const rows = await ctx.tx.db
    .selectFrom('stock_move as m')
    .innerJoin('lot_move as l', 'l.move_id', 'm.id')
    .innerJoin('lot as o', 'o.id', 'l.lot_id')
    .where('m.source_id', '=', source.id)
    .where('m.source_kind', '=', source.kind)
    .groupBy(['m.source_line', 'l.lot_id', 'o.code'])
    .select(['m.source_line as lineNo', 'l.lot_id as lotId', 'o.code'])
    .select(sumInt(sql`case when l.to_location_id = ${transitId} then l.qty else -l.qty end`).as('onHand'))
    .orderBy('l.lot_id')
    .execute();
  const left = new Map(rows.map((r) => [`${r.lineNo}|${r.lotId}`, { ...r }]));
  return parts.map((part) => {
    const tracking = tracked.get(part.itemId);
    if (!tracking) return {};
    const there = [...left.values()].filter((r) => r.lineNo === part.lineNo && r.onHand > 0);
    const all = there.reduce((sum, r) => sum + r.onHand, 0);
    if (!part.lots && there.length > 1 && all !== part.qty)
      throw refuse(lotNeeded, { sku: part.sku, trackedBy: tracking.trackedBy, qty: part.qty, lots: there.map((r) => r.code) });
    const lots = part.lots ?? takeInOrder(there, part.qty).taken;
    for (const { lotId, qty } of lots) {
      const row = left.get(`${part.lineNo}|${lotId}`);
      const onHand = row?.onHand ?? 0;
      if (onHand < qty) throw refuse(lotNotThere, { sku: part.sku, lot: row?.code ?? '', place: 'transit', onHand, asked: qty });
      if (row) row.onHand -= qty;
    }
    return sumOf(lots) === 0 ? {} : { lots };
  });
}
