import { nothingOwed, purchasingCosts } from '../../../../preload/contract/purchasing-costs.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { ensureRole, inCurrency, postEntries, residualsInBoth } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { grniKey, WRITE_OFF } from '../model.ts';
import { owedUnits, receiptsOf, worthOfUnits } from '../owed-units.ts';
import { lineOf, loadOrder, saveOrders } from '../store.ts';

/**
 * Goods that came and will never be billed: Dr goods received not invoiced / Cr write-off. The units count as billed from then on. A
 * permission of its own, and a company lets it wait for a second person by an approval policy.
 */
export const writeOffGrni = handleCommand(purchasingCosts.writeOffGrni, async (ctx, input) => {
  ctx.because({ code: null, text: input.reason });
  const order = await loadOrder(ctx, input.orderId);
  const line = lineOf(order, input.lineNo);
  const owed = line.qtyReceived - line.qtyBilled;
  const qty = input.qty ?? owed;
  if (qty <= 0 || qty > owed)
    throw refuse(nothingOwed, { number: order.number, sku: line.sku, owed: Math.max(0, owed), asked: Math.max(0, qty) });
  await ensureRole(ctx, 'grni-write-off');
  const key = grniKey(order.id, line.lineNo);
  const open = (await residualsInBoth(ctx.tx, 'grni', [key])).get(key) ?? { amount: 0, doc: 0 };
  const receipts = (await receiptsOf(ctx, [line.id])).get(line.id) ?? [];
  const foreign = order.currency !== ctx.company.currency;
  const { amount: value, doc } = worthOfUnits(owedUnits(line, qty, { amount: -open.amount, doc: -open.doc }, receipts, foreign));
  const lines = [
    { account: { role: 'grni' }, amount: value, docAmount: doc, itemKey: key, partyId: order.partyId },
    { account: { role: 'grni-write-off' }, amount: -value + 0, warehouseId: order.warehouseId },
  ];
  const on = input.on ?? ctx.today;
  const [posted] = await postEntries(ctx, [
    {
      journal: 'PUR',
      on,
      source: { kind: WRITE_OFF, id: order.id },
      memo: 'Goods received not invoiced, written off',
      lines: await inCurrency(ctx, lines, order.currency),
    },
  ]);
  line.qtyBilled += qty;
  await saveOrders(ctx, [order], [line]);
  await ctx.tx.insertMany('grni_write_off', [
    {
      id: ctx.nextId('grni_write_off'),
      order_id: order.id,
      order_line_id: line.id,
      written_off_on: on,
      qty,
      value,
      reason: input.reason,
      entry_id: posted?.entryId ?? null,
    },
  ]);
  return { orderId: order.id, qty, value };
});
