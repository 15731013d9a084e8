import { noMeasure, purchasingCosts, receiptNamedTwice } from '../../../../preload/contract/purchasing-costs.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { allocate, sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { postEntries } from '../../accounting/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { adjustCosts } from '../../inventory/index.ts';
import { splitOf } from '../differences.ts';
import { LANDED } from '../model.ts';
import { landedLines } from '../posting.ts';
import { assertFree } from '../store.ts';
import { insertLanded, loadReceiptLines, type ReceiptLine, settleAccruals } from '../store-costs.ts';

interface Wanted {
  readonly receiptId: string;
  readonly lineNo?: number | undefined;
  readonly measure?: number | undefined;
}
type Method = 'equal' | 'quantity' | 'value' | 'weight' | 'volume';

/** Receipt lines that bear the cost, each once, with what they weigh in the split. */
async function bearers(ctx: CommandContext, method: Method, wanted: readonly Wanted[]) {
  const lines = await loadReceiptLines(
    ctx,
    wanted.map((w) => w.receiptId),
  );
  const chosen = wanted.flatMap((w) =>
    lines.filter((l) => l.receiptId === w.receiptId && (w.lineNo === undefined || l.lineNo === w.lineNo)).map((line) => ({ line, w })),
  );
  const seen = new Set<number>();
  return chosen.map(({ line, w }) => {
    if (seen.has(line.id)) throw refuse(receiptNamedTwice, { number: line.receiptNumber, lineNo: line.lineNo });
    seen.add(line.id);
    return { line, weight: weightOf(method, line, w.measure) };
  });
}

function weightOf(method: Method, line: ReceiptLine, measure: number | undefined): number {
  if (method === 'equal') return 1;
  if (method === 'quantity') return line.qty;
  if (method === 'value') return line.value;
  if (measure === undefined) throw refuse(noMeasure, { number: line.receiptNumber, lineNo: line.lineNo, sku: line.sku, method });
  return measure;
}

/**
 * Puts freight, duty and the like onto goods that came: the amount is split over receipt lines, and of each share what was estimated at
 * receipt is taken off; the rest follows the units, onto stock or after what is gone. Dr inventory, Dr variance / Cr landed
 * cost accrual, which the freight bill debits. Goods at standard cost: price variance.
 */
export const postLandedCost = handleCommand(purchasingCosts.postLandedCost, async (ctx, input) => {
  const id = input.id ?? ctx.newId('lc');
  await assertFree(ctx, 'landed_cost', id);
  const borne = await bearers(ctx, input.method, input.receipts);
  const shares = allocate(
    input.amount,
    borne.map((b) => b.weight),
  );
  const on = input.on ?? ctx.today;
  const entryId = ctx.nextId('journal_entry');
  const source = { kind: LANDED, id };
  const parts = await adjustCosts(
    ctx,
    { source, entryId, on },
    borne.map(({ line }, i) => {
      const { itemId, moveId, qty } = line;
      return { itemId, moveId, from: 0, qty, value: (shares[i] ?? 0) - line.accrued, sourceLine: i + 1 };
    }),
  );
  const [posted] = await postEntries(ctx, [{ entryId, journal: 'STK', on, source, memo: 'Landed cost', lines: landedLines(parts) }]);
  await settleAccruals(
    ctx,
    borne.map((b) => b.line),
  );
  const [number = ''] = takeNumbers(ctx, 'LC', on);
  await insertLanded(
    ctx,
    {
      id,
      number,
      method: input.method,
      posted_on: on,
      amount: input.amount,
      memo: input.memo,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
    borne.map(({ line }, i) => {
      const { toStock: to_stock, toSold: to_sold } = splitOf(parts.filter((p) => p.sourceLine === i + 1));
      return {
        id: ctx.nextId('landed_cost_line'),
        landed_cost_id: id,
        line_no: i + 1,
        receipt_line_id: line.id,
        amount: shares[i] ?? 0,
        estimated: line.accrued,
        to_stock,
        to_sold,
      };
    }),
  );
  return { landedCostId: id, number, lines: borne.length, estimated: sumSafe(borne.map((b) => b.line.accrued)), ...splitOf(parts) };
});
