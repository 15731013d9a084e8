import { someLineTwice, wrongState } from '../../../../preload/contract/purchasing.ts';
import { billOperations, currenciesDiffer, duplicateBill, otherSupplier } from '../../../../preload/contract/purchasing-bills.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { worthOfEach } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type Both, inCurrency, keepDiscounts, postEntries, rateOn, residualsInBoth } from '../../accounting/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { billTerms } from '../bill-terms.ts';
import { splitOf, spreadDifferences } from '../differences.ts';
import { BILL, grniKey, type Order, type OrderLine } from '../model.ts';
import { owedUnits, receiptsOf } from '../owed-units.ts';
import { billLines } from '../posting.ts';
import { type BillMatch, decideBill, decideMatch, referenceKey } from '../rules.ts';
import { assertFree, insertBill, insertBillCurrency, lineOf, loadOrders, saveOrders, supplierOf } from '../store.ts';
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

/** The one currency a bill is in: as it says, else that of its orders, else the supplier's. Refuses orders in another one. */
function currencyOf(said: string | undefined, billed: readonly BilledLine[], supplier: { readonly currency: string }): string {
  const other = said ?? billed[0]?.order.currency ?? supplier.currency;
  const wrong = billed.find((b) => b.order.currency !== other);
  if (wrong) throw refuse(currenciesDiffer, { number: wrong.order.number, currency: wrong.order.currency, other });
  return other;
}

/**
 * Posts a supplier bill. Each line clears what its units came in at on goods received not invoiced, to nothing with the last of them;
 * units not here yet stand there as billed and not received. What the bill says more or less follows the units (policy
 * `billDifference`), at the rate they came in by; what the rate alone makes is an exchange difference. Refuses the same paper twice, and more units than were ordered or received.
 */
export const postBill = handleCommand(billOperations.postBill, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  await assertNew(ctx, supplier, input.reference);
  const id = input.id ?? ctx.newId('bill');
  await assertFree(ctx, 'supplier_bill', id);
  const billed = await billedLines(ctx, supplier.id, input.lines);
  const charges = input.charges.map((c) => ({ ...c, taxCode: c.taxCode ?? null }));
  const currency = currencyOf(input.currency, billed, supplier);
  const taxed = await taxBill(
    ctx,
    [
      ...billed.map(({ line, qty, unitPriceMicros, net, taxCode }) =>
        net === undefined ? { qty, stepsPerUnit: line.priceSteps, priceMicros: unitPriceMicros, taxCode } : { net, taxCode },
      ),
      ...charges,
    ],
    currency,
  );
  const on = input.on ?? ctx.today;
  const rate = input.rate ?? (await rateOn(ctx, currency, on));
  // Brought over line by line so that together they are worth what the whole bill is.
  const home = worthOfEach(
    taxed.lines.flatMap((l) => [l.base, l.tax]),
    currency,
    rate,
    ctx.company.currency,
  );
  const netOf = (i: number): Both => ({ amount: home[2 * i] ?? 0, doc: taxed.lines[i]?.base ?? 0 });
  const taxOf = (i: number): Both => ({ amount: home[2 * i + 1] ?? 0, doc: taxed.lines[i]?.tax ?? 0 });
  const sums = (of: (i: number) => Both): Both => ({
    amount: sumSafe(taxed.lines.map((_, i) => of(i).amount)),
    doc: sumSafe(taxed.lines.map((_, i) => of(i).doc)),
  });
  const [net, tax] = [sums(netOf), sums(taxOf)];
  const total: Both = { amount: net.amount + tax.amount, doc: net.doc + tax.doc };
  const keys = billed.map(({ order, line }) => grniKey(order.id, line.lineNo));
  const open = await residualsInBoth(ctx.tx, 'grni', keys);
  const receipts = await receiptsOf(
    ctx,
    billed.map((b) => b.line.id),
  );
  const { due, discount } = await billTerms(ctx, { partyId: supplier.id, on, total: total.amount, currency }, input);
  const foreign = currency !== ctx.company.currency;
  const matches = billed.map(({ line, qty }, i): BillMatch => {
    const { amount, doc } = open.get(keys[i] ?? '') ?? { amount: 0, doc: 0 };
    return decideMatch(qty, netOf(i), owedUnits(line, qty, { amount: -amount, doc: -doc }, receipts.get(line.id) ?? [], foreign));
  });
  const entryId = ctx.nextId('journal_entry');
  const parts = await spreadDifferences(
    ctx,
    { source: { kind: BILL, id }, entryId, on },
    billed.map(({ line }, i) => ({ itemId: line.itemId, sourceLine: i + 1, units: matches[i]?.units ?? [] })),
  );
  const entry = billLines({
    billId: id,
    partyId: supplier.id,
    due,
    matched: matches.map((m, i) => ({
      key: keys[i] ?? '',
      value: { amount: m.value.amount + m.ahead.amount, doc: m.value.doc + m.ahead.doc },
    })),
    parts: billed.map(({ order }, i) => ({ warehouseId: order.warehouseId, parts: parts.filter((p) => p.sourceLine === i + 1) })),
    charges: charges.map(({ role, title }, i) => ({ role, title, net: netOf(billed.length + i) })),
    tax,
    total,
    currency,
    exchange: sumSafe(matches.map((m) => m.exchange)),
  });
  const lines = await inCurrency(ctx, entry, currency);
  const source = { kind: BILL, id };
  const [posted] = await postEntries(ctx, [{ entryId, journal: 'PUR', on, source, memo: 'Supplier bill', lines }]);
  for (const { line, qty } of billed) line.qtyBilled += qty;
  await saveOrders(
    ctx,
    [...new Set(billed.map((b) => b.order))],
    billed.map((b) => b.line),
  );
  const [number = ''] = takeNumbers(ctx, 'BILL', on);
  const lineIds = taxed.lines.map(() => ctx.nextId('supplier_bill_line'));
  const common = (i: number) => ({
    id: lineIds[i] ?? 0,
    bill_id: id,
    line_no: i + 1,
    net: netOf(i).amount,
    tax: taxOf(i).amount,
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
      due_on: due.dueOn ?? null,
      net: net.amount,
      tax: tax.amount,
      total: total.amount,
      memo: input.memo,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
    [
      ...billed.map(({ line, qty, taxCode }, i) => {
        const { toStock: to_stock, toSold: to_sold } = splitOf(parts.filter((p) => p.sourceLine === i + 1));
        const match = matches[i];
        const matched = (match?.value.amount ?? 0) + (match?.ahead.amount ?? 0);
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
  if (discount) await keepDiscounts(ctx, [{ itemKey: id, ...discount, ofTotal: total.amount, ofTax: tax.amount }]);
  if (foreign)
    await insertBillCurrency(
      ctx,
      { bill_id: id, currency, net: net.doc, tax: tax.doc, total: total.doc, foreign_nano: rate.foreign, company_nano: rate.company },
      lineIds.map((bill_line_id, i) => ({
        bill_line_id,
        bill_id: id,
        net: netOf(i).doc,
        tax: taxOf(i).doc,
        exchange: matches[i]?.exchange ?? 0,
      })),
    );
  return {
    billId: id,
    number,
    net: net.amount,
    tax: tax.amount,
    total: total.amount,
    difference: sumSafe(matches.map((m) => m.difference)),
    ...splitOf(parts),
  };
});
