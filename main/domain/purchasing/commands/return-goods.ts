import { notFound } from '../../../../preload/contract/engine.ts';
import { duplicateBill } from '../../../../preload/contract/purchasing-bills.ts';
import { creditedAlready, purchasingCosts, returnedTooMany } from '../../../../preload/contract/purchasing-costs.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { share, sumSafe } from '../../../../preload/contract/values/int.ts';
import { extend } from '../../../../preload/contract/values/money.ts';
import { worthOfEach } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type Both, ensureRole, inCurrency, postEntries, rateOn, residualsInBoth } from '../../accounting/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import {
  type MoveDraft,
  moveStock,
  ownPlace,
  places,
  stockPosting,
  warehouseOfAreas,
  warehousePlaces,
  whenHappened,
} from '../../inventory/index.ts';
import { CREDIT, SUPPLIER_RETURN } from '../model.ts';
import { creditLines, returnLines } from '../posting.ts';
import { byRate, referenceKey } from '../rules.ts';
import { assertFree } from '../store.ts';
import { insertReturn, loadReceiptLines, type ReceiptLine } from '../store-costs.ts';
import { taxBill } from '../tax.ts';

/** What units given back were ordered at, in the currency of the order; what they came in at where that is the company's. */
function pricedBack(ctx: CommandContext, line: ReceiptLine, qty: number, value: number): number {
  const { currency, priceSteps, priceMicros, qtyReturned } = line;
  if (currency === ctx.company.currency) return value;
  const priced = (units: number) => extend(units, priceSteps, priceMicros, currency);
  return priced(qtyReturned + qty) - priced(qtyReturned);
}

/**
 * Gives goods of a receipt back: Dr goods returned to suppliers at what they came in at / Cr inventory at the layer they came on, or the
 * oldest left (FIFO), or the average; the difference to price variance now. Capitalised freight that nobody refunds is part of it.
 */
export const returnGoods = handleCommand(purchasingCosts.returnGoods, async (ctx, input) => {
  const lines = await loadReceiptLines(ctx, [input.receiptId]);
  const [first] = lines;
  if (!first) throw refuse(notFound, { kind: 'receipt', id: input.receiptId });
  const goods = input.lines.map(({ lineNo, qty }) => {
    const line = lines.find((l) => l.lineNo === lineNo);
    if (!line) throw refuse(notFound, { kind: `line of ${first.receiptNumber}`, id: String(lineNo) });
    const left = line.qty - line.qtyReturned;
    if (qty > left) throw refuse(returnedTooMany, { number: line.receiptNumber, sku: line.sku, asked: qty, left });
    const value = share(line.value - line.valueReturned, left, qty);
    return { line, qty, value, doc: pricedBack(ctx, line, qty, value) };
  });
  const id = input.id ?? ctx.newId('srt');
  await assertFree(ctx, 'supplier_return', id);
  await ensureRole(ctx, 'grni-returns');
  const { stockLocationId } = await warehousePlaces(ctx, first.warehouseId);
  const place = await ownPlace(ctx, input.locationId ?? stockLocationId);
  const { on, at } = whenHappened(ctx, input);
  const { supplier } = await places(ctx);
  const entryId = ctx.nextId('journal_entry');
  const source = { kind: SUPPLIER_RETURN, id };
  const results = await moveStock(
    ctx,
    goods.map(
      ({ line, qty }, i): MoveDraft => ({
        itemId: line.itemId,
        qty,
        fromLocationId: place.id,
        toLocationId: supplier,
        at,
        on,
        source: { ...source, line: i + 1 },
        entryId,
        broughtBy: line.moveId,
      }),
    ),
  );
  const value = sumSafe(goods.map((g) => g.value));
  const drafts = returnLines(stockPosting(results, warehouseOfAreas(place)), {
    returnId: id,
    partyId: first.partyId,
    value: { amount: value, doc: sumSafe(goods.map((g) => g.doc)) },
  });
  const entry = await inCurrency(ctx, drafts, first.currency);
  const [posted] = await postEntries(ctx, [{ entryId, journal: 'STK', on, source, memo: 'Goods returned to the supplier', lines: entry }]);
  const [number = ''] = takeNumbers(ctx, 'SRT', on);
  await insertReturn(
    ctx,
    {
      id,
      number,
      receipt_id: input.receiptId,
      party_id: first.partyId,
      returned_on: on,
      reason: input.reason,
      value,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
    goods.map((g, i) => ({
      id: ctx.nextId('supplier_return_line'),
      return_id: id,
      line_no: i + 1,
      receipt_line_id: g.line.id,
      qty: g.qty,
      value: g.value,
      cost: results[i]?.out?.value ?? 0,
      move_id: results[i]?.moveId ?? 0,
    })),
  );
  const cost = sumSafe(results.map((r) => r.out?.value ?? 0));
  return { returnId: id, number, value, cost, variance: cost - value };
});

/** The supplier credits a return in the currency of the order: Dr payable / Cr goods returned, input tax; what they give more or less is price variance. */
export const creditSupplierReturn = handleCommand(purchasingCosts.creditSupplierReturn, async (ctx, input) => {
  const back = await ctx.tx.db
    .selectFrom('supplier_return as r')
    .innerJoin('party as p', 'p.id', 'r.party_id')
    .leftJoin('supplier_credit as c', 'c.return_id', 'r.id')
    .where('r.id', '=', input.returnId)
    .select(['r.number', 'r.party_id', 'r.receipt_id', 'r.value', 'p.name', 'c.number as credited'])
    .executeTakeFirst();
  if (!back) throw refuse(notFound, { kind: 'supplier return', id: input.returnId });
  if (back.credited !== null) throw refuse(creditedAlready, { number: back.number, by: back.credited });
  const key = referenceKey(input.reference);
  const twin = await ctx.tx.db
    .selectFrom('supplier_credit')
    .select(['number', 'credited_on'])
    .where('party_id', '=', back.party_id)
    .where('reference_key', '=', key)
    .executeTakeFirst();
  if (twin)
    throw refuse(duplicateBill, { reference: input.reference, supplier: back.name, number: twin.number, billedOn: twin.credited_on });
  const id = input.id ?? ctx.newId('scn');
  await assertFree(ctx, 'supplier_credit', id);
  const value = (await residualsInBoth(ctx.tx, 'grni-returns', [input.returnId])).get(input.returnId) ?? { amount: 0, doc: 0 };
  const [line] = await loadReceiptLines(ctx, [back.receipt_id]);
  const currency = line?.currency ?? ctx.company.currency;
  const taxed = await taxBill(ctx, [{ net: input.net ?? value.doc, taxCode: input.taxCode ?? line?.taxCode ?? null }], currency);
  const on = input.on ?? ctx.today;
  const source = { kind: CREDIT, id };
  const home = worthOfEach([taxed.base, taxed.tax], currency, await rateOn(ctx, currency, on), ctx.company.currency);
  const net: Both = { amount: home[0] ?? 0, doc: taxed.base };
  const tax: Both = { amount: home[1] ?? 0, doc: taxed.tax };
  const price = byRate(net.doc - value.doc, value.doc === 0 ? net : value);
  const credit = { creditId: id, returnId: input.returnId, partyId: back.party_id, value, net, tax, price, currency };
  const lines = await inCurrency(ctx, creditLines(credit), currency);
  const [posted] = await postEntries(ctx, [{ journal: 'PUR', on, source, memo: 'Supplier credit', lines }]);
  const [number = ''] = takeNumbers(ctx, 'SCN', on);
  await ctx.tx.insertMany('supplier_credit', [
    {
      id,
      number,
      party_id: back.party_id,
      return_id: input.returnId,
      reference: input.reference,
      reference_key: key,
      credited_on: on,
      net: net.amount,
      tax: tax.amount,
      total: net.amount + tax.amount,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
  ]);
  return { creditId: id, number, net: net.amount, tax: tax.amount, total: net.amount + tax.amount };
});
