import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import { adjustCosts, type CostDifference, type CostPart } from '../inventory/index.ts';
import type { BillMatch } from './rules.ts';

/** What units of an order line that are here cost more or less than they came in at. */
export interface LineDifference {
  readonly itemId: string;
  /** Line of the document that brings it. */
  readonly sourceLine: number;
  readonly units: BillMatch['units'];
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
  const worth = lines.flatMap(({ itemId, sourceLine, units }) =>
    units.flatMap(({ moveId, from, qty, difference: value }): CostDifference[] =>
      value === 0 ? [] : [{ itemId, moveId, from, qty, sourceLine, value }],
    ),
  );
  if (worth.length === 0) return [];
  if (policy(ctx, 'billDifference') === 'account')
    return worth.map(({ sourceLine, qty, value }) => ({ kind: 'gone', sourceLine, role: 'ppv', qty, value }));
  return adjustCosts(ctx, head, worth);
}

/** What went onto stock and what after goods that are gone. */
export function splitOf(parts: readonly CostPart[]): { readonly toStock: number; readonly toSold: number } {
  const sum = (kind: CostPart['kind']) => parts.reduce((total, p) => total + (p.kind === kind ? p.value : 0), 0);
  return { toStock: sum('stock'), toSold: sum('gone') };
}
