import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { SettledKind } from '../../../preload/contract/banking-payouts.ts';
import type { CommandContext } from '../../engine/context.ts';

/** The write SQL of settlements. */

export async function insertSettlement(
  ctx: CommandContext,
  settlement: Insertable<DB['settlement']>,
  lines: readonly Insertable<DB['settlement_line']>[],
): Promise<void> {
  await ctx.tx.insertMany('settlement', [settlement]);
  await ctx.tx.insertMany('settlement_line', lines);
}

export async function markPosted(ctx: CommandContext, settlementId: string, entryId: number | null): Promise<void> {
  await ctx.tx.db
    .updateTable('settlement')
    .set((eb) => ({ state: 'posted' as const, entry_id: entryId, revision: eb('revision', '+', 1) }))
    .where('id', '=', settlementId)
    .execute();
}

export async function setLine(
  ctx: CommandContext,
  lineId: number,
  set: { kind?: SettledKind; order_id?: string; state: 'matched' | 'unmatched' | 'plain' },
): Promise<void> {
  await ctx.tx.db.updateTable('settlement_line').set(set).where('id', '=', lineId).execute();
}
