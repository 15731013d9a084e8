import type { Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { keepPaper } from './paper.ts';
import { places } from './warehouses.ts';

/** Goods a supplier handed over that are on their way to a place of ours. */
interface Inbound {
  readonly on: Day;
  /** Entry that took them into transit; null where they cost nothing. */
  readonly entryId: number | null;
  readonly partyId: string;
  readonly toLocationId: string;
  /** What the warehouse reads: the order they come from. */
  readonly memo: string;
  readonly lines: readonly { readonly itemId: string; readonly qty: number; readonly value: Minor }[];
}

/**
 * Keeps the transfer that brings goods under way to the warehouse: it is received like one between warehouses, in parts and with losses. The
 * caller has moved them into transit and posted that.
 */
export async function keepInbound(
  ctx: CommandContext,
  inbound: Inbound,
): Promise<{ readonly documentId: string; readonly number: string }> {
  const { on, memo, partyId: party_id, toLocationId: to_location_id, entryId: entry_id } = inbound;
  const { supplier } = await places(ctx);
  const id = ctx.newId('sd');
  const number = await keepPaper(
    ctx,
    { id, kind: 'transfer', on, memo },
    { state: 'shipped', party_id, from_location_id: supplier, to_location_id, entry_id },
    inbound.lines.map((l) => ({ item_id: l.itemId, qty: l.qty, value: l.value, received_qty: 0, lost_qty: 0 })),
  );
  return { documentId: id, number };
}
