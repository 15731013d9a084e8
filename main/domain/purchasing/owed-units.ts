import { allocate, share, sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { Both } from '../accounting/index.ts';
import type { OrderLine } from './model.ts';

/** Units of an order line that came together, and what they came in at (company currency). */
export interface CameIn {
  readonly moveId: number;
  readonly qty: number;
  readonly value: Minor;
}
/** Units of one receipt that are owed for, from one on within its move, and what is open for them in both currencies. */
export interface OwedUnits {
  readonly moveId: number;
  readonly from: number;
  readonly qty: number;
  readonly value: Both;
}

/** Receipts of order lines, oldest first; one statement whatever the number. */
export async function receiptsOf(ctx: CommandContext, orderLineIds: readonly number[]): Promise<ReadonlyMap<number, readonly CameIn[]>> {
  if (orderLineIds.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('purchase_receipt_line')
    .select(['order_line_id as orderLineId', 'move_id as moveId', 'qty', 'value'])
    .where('order_line_id', 'in', [...orderLineIds])
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, (r) => r.orderLineId);
}

/**
 * The next `qty` units of a line that came and are not billed, oldest first, receipt by receipt: each at what it came in at, so that goods of
 * two days keep two rates. `open`: what is owed for all of them, positive. The oldest receipt has what the later ones leave of it (units of
 * it that were billed ahead are no longer owed for); the last unit takes the remainder. `foreign`: the line is priced in another currency,
 * which is the same for every unit.
 */
export function owedUnits(line: OrderLine, qty: number, open: Both, receipts: readonly CameIn[], foreign: boolean): OwedUnits[] {
  const owed = Math.max(0, line.qtyReceived - line.qtyBilled);
  const first = line.qtyReceived - owed;
  const waiting: (CameIn & { readonly from: number })[] = [];
  let at = 0;
  for (const { moveId, qty: came, value } of receipts) {
    const from = Math.max(0, first - at);
    if (came > from) waiting.push({ moveId, from, qty: came - from, value });
    at += came;
  }
  const [oldest, ...later] = waiting;
  if (!oldest) return [];
  const rest = Math.max(0, open.amount - sumSafe(later.map((l) => l.value)));
  const weights = [rest, ...later.map((l) => l.value)];
  const amounts = allocate(open.amount, weights.every((w) => w === 0) ? waiting.map((w) => w.qty) : weights);
  const units: OwedUnits[] = [];
  let taken = 0;
  for (const [i, { moveId, from, qty: there }] of waiting.entries()) {
    const part = Math.min(there, qty - taken);
    if (part <= 0) break;
    const amount = share(amounts[i] ?? 0, there, part);
    const doc = foreign ? share(open.doc, owed, taken + part) - share(open.doc, owed, taken) : amount;
    units.push({ moveId, from, qty: part, value: { amount, doc } });
    taken += part;
  }
  return units;
}

/** What units are open at together. */
export const worthOfUnits = (units: readonly OwedUnits[]): Both => ({
  amount: sumSafe(units.map((u) => u.value.amount)),
  doc: sumSafe(units.map((u) => u.value.doc)),
});
