import { duplicateBill, otherSupplier, purchasingOperations, someLineTwice, wrongState } from '../../../../preload/contract/purchasing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { postEntries, residuals } from '../../accounting/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { splitOf, spreadDifferences } from '../differences.ts';
import { BILL, grniKey, type Order, type OrderLine } from '../model.ts';
import { billLines } from '../posting.ts';
import { type BillMatch, decideBill, decideMatch, referenceKey } from '../rules.ts';
import { assertFree, insertBill, lineOf, loadOrders, saveOrders, supplierOf } from '../store.ts';
import { taxBill } from '../tax.ts';

interface BilledLine {
  readonly order: Order;
  readonly line: OrderLine;
  readonly qty: number;
  readonly unitPriceMicros: number;
  readonly net: number | undefined;
  readonly taxCode: string | null;
}

async function assertNew(ctx: CommandContext, supplier: { readonly id: string; readonly name: string }, reference: string): Promise<void> {
  const twin = await ctx.tx.db
    .selectFrom('supplier_bill')
    .select(['number', 'billed_on'])
    .where('party_id', '=', supplier.id)
    .where('reference_key', '=', referenceKey(reference))
    .executeTakeFirst();
  if (twin) throw refuse(duplicateBill, { reference, supplier: supplier.name, number: twin.number, billedOn: twin.billed_on });
}

/** Order lines a bill names, each once, all of its supplier and none of an order that is a draft or cancelled. */
async function billedLines(
  ctx: CommandContext,
  partyId: string,
  given: readonly {
    readonly orderId: string;
    readonly lineNo: number;
    readonly qty: number;
    readonly unitPriceMicros?: number | undefined;
    readonly net?: number | undefined;
    readonly taxCode?: string | undefined;
  }[],
): Promise<BilledLine[]> {
  const orders = new Map(
    (
      await loadOrders(
        ctx,
        given.map((l) => l.orderId),
      )
    ).map((o) => [o.id, o]),
  );
  const seen = new Set<number>();
  return given.map((g) => {
    const order = orders.get(g.orderId);
    if (!order) throw new Error(`order ${g.orderId} was not loaded`);
    const { number, state } = order;
    if (order.partyId !== partyId) throw refuse(otherSupplier, { number, supplier: order.partyName });
    if (state === 'draft' || state === 'cancelled') throw refuse(wrongState, { number, state, needs: 'confirmed or done' });
    const line = lineOf(order, g.lineNo);
    if (seen.has(line.id)) throw refuse(someLineTwice, { number, lineNo: line.lineNo });
    seen.add(line.id);
    const no = decideBill(order, line, g.qty);
    if (no) throw no;
    return {
      order,
      line,
      qty: g.qty,
      unitPriceMicros: g.unitPriceMicros ?? line.priceMicros,
      net: g.net,
      taxCode: g.taxCode ?? line.taxCode,
    };
  });
}

/**
 * Posts a supplier bill. Each line clears what its units came in at on goods received not invoiced, to nothing with the last of them;
 * units not here yet stand there as billed and not received. What the bill says more or less follows the units (policy
 * `billDifference`). Refuses the same paper twice, and more units than were ordered or received.
 */
export const postBill = handleCommand(purchasingOperations.postBill, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  await assertNew(ctx, supplier, input.reference);
  const id = input.id ?? ctx.newId('bill');
  await assertFree(ctx, 'supplier_bill', id);
  const billed = await billedLines(ctx, supplier.id, input.lines);
  const charges = input.charges.map((c) => ({ ...c, taxCode: c.taxCode ?? null }));
  const taxed = await taxBill(ctx, [
    ...billed.map(({ line, qty, unitPriceMicros, net, taxCode }) =>
      net === undefined ? { qty, stepsPerUnit: line.priceSteps, priceMicros: unitPriceMicros, taxCode } : { net, taxCode },
    ),
    ...charges,
  ]);
  const amountOf = (i: number) => taxed.lines[i] ?? { base: 0, tax: 0 };
  const keys = billed.map(({ order, line }) => grniKey(order.id, line.lineNo));
  const open = await residuals(ctx.tx, 'grni', keys);
  const matches = billed.map(({ line, qty }, i): BillMatch => decideMatch(line, qty, amountOf(i).base, open.get(keys[i] ?? '') ?? 0));
  const on = input.on ?? ctx.today;
  const entryId = ctx.nextId('journal_entry');
  const parts = await spreadDifferences(
    ctx,
    { source: { kind: BILL, id }, entryId, on },
    billed.map(({ line }, i) => ({ orderLineId: line.id, itemId: line.itemId, sourceLine: i + 1, match: matches[i] })),
  );
  const entry = billLines({
    billId: id,
    partyId: supplier.id,
    dueOn: input.dueOn,
    matched: matches.map((m, i) => ({ key: keys[i] ?? '', value: m.value + m.ahead })),
    parts: billed.map(({ order }, i) => ({ warehouseId: order.warehouseId, parts: parts.filter((p) => p.sourceLine === i + 1) })),
    charges,
    tax: taxed.tax,
    total: taxed.total,
  });
  const source = { kind: BILL, id };
  const [posted] = await postEntries(ctx, [{ entryId, journal: 'PUR', on, source, memo: 'Supplier bill', lines: entry }]);
  for (const { line, qty } of billed) line.qtyBilled += qty;
  await saveOrders(
    ctx,
    [...new Set(billed.map((b) => b.order))],
    billed.map((b) => b.line),
  );
  const [number = ''] = takeNumbers(ctx, 'BILL', on);
  const common = (i: number) => ({
    id: ctx.nextId('supplier_bill_line'),
    bill_id: id,
    line_no: i + 1,
    net: amountOf(i).base,
    tax: amountOf(i).tax,
  });
  await insertBill(
    ctx,
    {
      id,
      number,
      party_id: supplier.id,
      reference: input.reference,
      reference_key: referenceKey(input.reference),
      billed_on: on,
      due_on: input.dueOn ?? null,
      net: taxed.base,
      tax: taxed.tax,
      total: taxed.total,
      memo: input.memo,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
    [
      ...billed.map(({ line, qty, taxCode }, i) => {
        const { toStock: to_stock, toSold: to_sold } = splitOf(parts.filter((p) => p.sourceLine === i + 1));
        const match = matches[i];
        const matched = (match?.value ?? 0) + (match?.ahead ?? 0);
        return {
          ...common(i),
          order_line_id: line.id,
          title: line.title,
          qty,
          tax_code: taxCode,
          account_role: null,
          matched,
          to_stock,
          to_sold,
        };
      }),
      ...charges.map(({ title, role, taxCode }, i) => ({
        ...common(billed.length + i),
        order_line_id: null,
        title,
        qty: null,
        tax_code: taxCode,
        account_role: role,
        matched: 0,
        to_stock: 0,
        to_sold: 0,
      })),
    ],
  );
  const { base: net, tax, total } = taxed;
  return { billId: id, number, net, tax, total, difference: sumSafe(matches.map((m) => m.difference)), ...splitOf(parts) };
});
