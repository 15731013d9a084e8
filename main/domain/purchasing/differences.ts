import type { Day } from '../../../preload/contract/values/day.ts';
import { allocate } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import { adjustCosts, type CostDifference, type CostPart } from '../inventory/index.ts';
import type { BillMatch } from './rules.ts';

/** A difference on units of an order line that are here. */
export interface LineDifference {
  readonly orderLineId: number;
  readonly itemId: string;
  /** Line of the document that brings it. */
  readonly sourceLine: number;
  readonly match: Pick<BillMatch, 'from' | 'qty' | 'difference'> | undefined;
}

interface Head {
  readonly source: { readonly kind: string; readonly id: string };
  readonly entryId: number;
  readonly on: Day;
}

/**
 * Spreads differences over the receipts their units came with, and from there to wherever the units are: onto stock, or to variance for
 * those that are gone. Under the policy `billDifference` `account` all of it goes to price variance and stock keeps its cost.
 */
export async function spreadDifferences(ctx: CommandContext, head: Head, lines: readonly LineDifference[]): Promise<CostPart[]> {
  const worth = lines.flatMap(({ match, ...line }) => (match && match.difference !== 0 ? [{ ...line, match }] : []));
  if (worth.length === 0) return [];
  if (policy(ctx, 'billDifference') === 'account')
    return worth.map(({ sourceLine, match }) => ({ kind: 'gone', sourceLine, role: 'ppv', qty: match.qty, value: match.difference }));
  const rows = await ctx.tx.db
    .selectFrom('purchase_receipt_line')
    .select(['order_line_id', 'move_id', 'qty'])
    .where(
      'order_line_id',
      'in',
      worth.map((w) => w.orderLineId),
    )
    .orderBy('id')
    .execute();
  const receipts = Map.groupBy(rows, (r) => r.order_line_id);
  const differences = worth.flatMap(({ orderLineId, itemId, sourceLine, match }) => {
    const pieces: Omit<CostDifference, 'value'>[] = [];
    let at = 0;
    for (const { move_id: moveId, qty: came } of receipts.get(orderLineId) ?? []) {
      const from = Math.max(match.from, at);
      const qty = Math.min(match.from + match.qty, at + came) - from;
      if (qty > 0) pieces.push({ itemId, moveId, from: from - at, qty, sourceLine });
      at += came;
    }
    const values = allocate(
      match.difference,
      pieces.map((p) => p.qty),
    );
    return pieces.map((p, i): CostDifference => ({ ...p, value: values[i] ?? 0 }));
  });
  return adjustCosts(ctx, head, differences);
}

/** What went onto stock and what after goods that are gone. */
export function splitOf(parts: readonly CostPart[]): { readonly toStock: number; readonly toSold: number } {
  const sum = (kind: CostPart['kind']) => parts.reduce((total, p) => total + (p.kind === kind ? p.value : 0), 0);
  return { toStock: sum('stock'), toSold: sum('gone') };
}
