import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { payableHeld } from '../../../preload/contract/purchasing-payables.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { namesOfIds } from '../company/index.ts';

/** Why bills and supplier credits are not paid: written by people and by payment runs, read wherever they are paid. */
export type PayableHold = Insertable<DB['payable_hold']>;

/** Refuses items that are held; those a payment run holds may be paid by that run. */
export async function assertPayable(ctx: CommandContext, itemKeys: readonly string[], by?: string): Promise<void> {
  const held = await ctx.tx.db
    .selectFrom('payable_hold')
    .selectAll()
    .where('item_key', 'in', [...itemKeys])
    .orderBy('item_key')
    .orderBy('kind')
    .execute();
  const hold = held.find((h) => h.source_id === null || h.source_id !== by);
  if (!hold) return;
  const named = await namesOfIds(ctx.tx, [hold.item_key, hold.source_id]);
  throw refuse(payableHeld, { number: named(hold.item_key) ?? '', kind: hold.kind, reason: named(hold.source_id) ?? hold.reason });
}

export const insertHolds = (ctx: CommandContext, holds: readonly PayableHold[]): Promise<void> => ctx.tx.insertMany('payable_hold', holds);

/** Frees everything a payment run holds. */
export async function freePayables(ctx: CommandContext, runId: string): Promise<void> {
  await ctx.tx.db.deleteFrom('payable_hold').where('kind', '=', 'payment-run').where('source_id', '=', runId).execute();
}
