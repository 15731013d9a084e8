import type { CommandContext } from '../../engine/context.ts';
import type { LineDraft } from '../accounting/index.ts';
import { type CorrectionHead, CorrectionWriter, type CostDifference, type CostPart, costOfOuts } from './correction-writer.ts';
import { loadTrail } from './load-trail.ts';

/**
 * Puts differences of cost where their units are: on the layers that hold them, wherever they moved on to, and on variance accounts for
 * those that left (sold, scrapped, lost, given back). Split by units, exact to the minor unit. Units at standard cost go to `ppv`
 * whole. Neither a layer nor units that left fall below nothing: what a fall in price would take beyond is variance, and no return brings it back.
 *
 * Writes layers, pools and the value ledger; the caller posts an entry with `entryId` from the parts (`differencePosting`).
 */
export async function adjustCosts(ctx: CommandContext, head: CorrectionHead, differences: readonly CostDifference[]): Promise<CostPart[]> {
  const worth = differences.filter((d) => d.value !== 0 && d.qty > 0);
  if (worth.length === 0) return [];
  const trail = await loadTrail(ctx.tx, worth);
  // Only a fall in price can take more than there is.
  const falls = worth.some((d) => d.value < 0);
  const writer = new CorrectionWriter(ctx, trail, falls ? await costOfOuts(ctx, trail) : undefined);
  const parts = worth.flatMap((d) => writer.spread(head, d));
  await writer.write();
  return parts;
}

/** Journal lines of spread differences: debit where they went, one line per account. The other side is the caller's. */
export function differencePosting(parts: readonly CostPart[], warehouseId?: string): LineDraft[] {
  const amounts = new Map<string, LineDraft>();
  for (const part of parts) {
    const account = part.kind === 'stock' ? { id: part.accountId } : { role: part.role };
    const key = JSON.stringify(account);
    const known = amounts.get(key);
    amounts.set(key, { account, amount: (known?.amount ?? 0) + part.value, ...(warehouseId === undefined ? {} : { warehouseId }) });
  }
  return [...amounts.values()];
}
