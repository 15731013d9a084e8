import type { CommandContext } from '../../../engine/context.ts';
import type { Staged } from '../picking/load.ts';
import { type ParcelFacts, standingParcels } from './load.ts';

/** Voids parcels: label and parcel count for nothing, the goods stand unpacked. */
export async function voidParcels(ctx: CommandContext, parcels: readonly ParcelFacts[]): Promise<void> {
  await ctx.tx.updateMany(
    'parcel',
    ['id'],
    parcels.map((p) => ({ id: p.id, state: 'void' as const, revision: p.revision + 1 })),
  );
}

/** Voids the parcels, latest first, that hold more of an order line than stands picked for it. Returns how many. */
export async function voidBeyond(ctx: CommandContext, waveOrderIds: readonly number[], staged: readonly Staged[]): Promise<number> {
  const standing = await standingParcels(ctx.tx, waveOrderIds);
  if (standing.length === 0) return 0;
  const left = new Map<number, number>();
  for (const s of staged) left.set(s.orderLineId, (left.get(s.orderLineId) ?? 0) + s.qty);
  for (const p of standing) for (const l of p.lines) left.set(l.orderLineId, (left.get(l.orderLineId) ?? 0) - l.qty);
  const gone = standing.filter((p) => {
    if (p.lines.every((l) => (left.get(l.orderLineId) ?? 0) >= 0)) return false;
    for (const l of p.lines) left.set(l.orderLineId, (left.get(l.orderLineId) ?? 0) + l.qty);
    return true;
  });
  await voidParcels(ctx, gone);
  return gone.length;
}
