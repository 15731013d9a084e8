import type { ArrivingLot } from '../../../../preload/contract/lots.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import {
  nothingDue,
  overrideNeeded,
  purchasingOperations,
  someLineTwice,
  trackedUnderWay,
  wrongState,
} from '../../../../preload/contract/purchasing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { extend } from '../../../../preload/contract/values/money.ts';
import { worthOfEach } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type Both, inCurrency, postEntries, rateOn, residualsInBoth } from '../../accounting/index.ts';
import { trackedItems } from '../../catalog/index.ts';
import { policy, takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import {
  arrivingLots,
  keepInbound,
  type MoveDraft,
  moveStock,
  ownPlace,
  places,
  settleBackDated,
  stockPosting,
  warehouseOfAreas,
  warehousePlaces,
  whenHappened,
} from '../../inventory/index.ts';
import { grniKey, type Order, type OrderLine, RECEIPT } from '../model.ts';
import { receiptLines } from '../posting.ts';
import { decideReceipt, isComplete, receiptValue } from '../rules.ts';
import { assertFree, insertReceipt, lineOf, loadOrder, saveOrders, step } from '../store.ts';
import { insertAccruals, loadEstimates } from '../store-costs.ts';

interface Arriving {
  readonly line: OrderLine;
  readonly qty: number;
  readonly lots?: readonly ArrivingLot[] | undefined;
}

/** What arrives: as stated, or everything still due. */
function arriving(
  order: Order,
  given: readonly { readonly lineNo: number; readonly qty: number; readonly lots?: readonly ArrivingLot[] | undefined }[] | undefined,
): Arriving[] {
  if (!given) {
    const due = order.lines.flatMap((line) => (line.qty > line.qtyReceived ? [{ line, qty: line.qty - line.qtyReceived }] : []));
    if (due.length === 0) throw refuse(nothingDue, { number: order.number });
    return due;
  }
  const seen = new Set<number>();
  return given.map(({ lineNo, qty, lots }) => {
    if (seen.has(lineNo)) throw refuse(someLineTwice, { number: order.number, lineNo });
    seen.add(lineNo);
    return { line: lineOf(order, lineNo), qty, lots };
  });
}

function assertTolerated(ctx: CommandContext, order: Order, goods: readonly Arriving[], acceptOver: boolean): void {
  if (acceptOver && !holds(ctx.actor.permissions, 'purchasing.override')) throw refuse(overrideNeeded, {});
  if (acceptOver) return;
  for (const { line, qty } of goods) {
    const no = decideReceipt(order, line, qty, policy(ctx, 'receiveOverPercent'));
    if (no) throw no;
  }
}

/** Refuses goods on their way whose lots nobody can name yet. */
async function assertUntracked(ctx: CommandContext, goods: readonly Arriving[]): Promise<void> {
  const tracked = await trackedItems(ctx);
  const named = goods.find(({ line }) => tracked.has(line.itemId));
  if (named) throw refuse(trackedUnderWay, { sku: named.line.sku });
}

/** Landed cost expected on what arrives, per line. */
async function landedEstimates(ctx: CommandContext, goods: readonly Arriving[]): Promise<number[]> {
  const micros = await loadEstimates(
    ctx,
    goods.map((g) => g.line.id),
  );
  return goods.map(({ line, qty }) => extend(qty, line.stepsPerUnit, micros.get(line.id) ?? 0, ctx.company.currency));
}

/**
 * What each line comes in at: units billed ahead at what they were billed at, the others at the price ordered, by the rate of the day. No rate
 * is asked for where nothing is priced.
 */
async function valuesOf(ctx: CommandContext, order: Order, goods: readonly Arriving[], on: Day): Promise<Both[]> {
  const keys = goods.map(({ line }) => grniKey(order.id, line.lineNo));
  const open = await residualsInBoth(ctx.tx, 'grni', keys);
  const { currency } = order;
  const came = goods.map(({ line, qty }, i) => receiptValue(line, qty, open.get(keys[i] ?? '') ?? { amount: 0, doc: 0 }, currency));
  const priced = came.map((c) => c.priced);
  const worth = priced.every((p) => p === 0)
    ? priced
    : worthOfEach(priced, currency, await rateOn(ctx, currency, on), ctx.company.currency);
  return came.map(({ billed, priced: doc }, i) => ({ amount: billed.amount + (worth[i] ?? 0), doc: billed.doc + doc }));
}

/**
 * Receives goods of an order: Dr inventory / Cr goods received not invoiced, keyed by the order line; at standard cost the difference
 * to the price goes to price variance. Goods billed before they came enter at what they were billed at. The order is done when
 * every line has come, within the tolerance. Goods ordered in another currency come in by the rate of the day and keep it. Goods the
 * supplier handed over that are on their way (FOB) are ours from then on: Dr transit / Cr goods received not invoiced, and a transfer brings them in.
 */
export const receiveOrder = handleCommand(purchasingOperations.receiveOrder, async (ctx, input) => {
  const order = await loadOrder(ctx, input.orderId);
  if (order.state !== 'confirmed') throw refuse(wrongState, { number: order.number, state: order.state, needs: 'confirmed' });
  const goods = arriving(order, input.lines);
  assertTolerated(ctx, order, goods, input.acceptOver);
  const { stockLocationId } = await warehousePlaces(ctx, order.warehouseId);
  const place = await ownPlace(ctx, input.locationId ?? stockLocationId);
  const id = input.id ?? ctx.newId('rec');
  await assertFree(ctx, 'purchase_receipt', id);
  const { on, at } = whenHappened(ctx, input);
  const { supplier, transit } = await places(ctx);
  if (input.underWay) await assertUntracked(ctx, goods);
  const both = await valuesOf(ctx, order, goods, on);
  const values = both.map((v) => v.amount);
  const estimates = await landedEstimates(ctx, goods);
  const lots = await arrivingLots(
    ctx,
    goods.map(({ line, qty, lots: said }) => ({ item: { id: line.itemId, sku: line.sku }, qty, lots: said })),
    { source: { kind: RECEIPT, id }, partyId: order.partyId, at },
  );
  const entryId = ctx.nextId('journal_entry');
  const results = await moveStock(
    ctx,
    goods.map(
      ({ line, qty }, i): MoveDraft => ({
        itemId: line.itemId,
        qty,
        fromLocationId: supplier,
        toLocationId: input.underWay ? transit : place.id,
        at,
        on,
        source: { kind: RECEIPT, id, line: i + 1 },
        entryId,
        cost: { kind: 'value', value: (values[i] ?? 0) + (estimates[i] ?? 0) },
        ...(lots[i] ? { lots: lots[i] } : {}),
      }),
    ),
  );
  const owed = both.map((value, i) => ({ key: grniKey(order.id, goods[i]?.line.lineNo ?? 0), value }));
  const drafts = receiptLines(
    stockPosting(results, warehouseOfAreas(...(input.underWay ? [] : [place]))),
    owed,
    sumSafe(estimates),
    order.partyId,
  );
  const lines = await inCurrency(ctx, drafts, order.currency);
  const [posted] = await postEntries(ctx, [{ entryId, journal: 'STK', on, source: { kind: RECEIPT, id }, memo: 'Goods received', lines }]);
  await settleBackDated(ctx, { source: { kind: RECEIPT, id }, at, on }, results);
  for (const { line, qty } of goods) line.qtyReceived += qty;
  if (order.lines.every((l) => isComplete(l, policy(ctx, 'receiveUnderPercent')))) step(order, 'finish');
  await saveOrders(
    ctx,
    [order],
    goods.map(({ line }) => line),
  );
  const [number = ''] = takeNumbers(ctx, 'GRN', on);
  const lineIds = goods.map(() => ctx.nextId('purchase_receipt_line'));
  await insertReceipt(
    ctx,
    {
      id,
      number,
      order_id: order.id,
      location_id: input.underWay ? transit : place.id,
      received_on: on,
      delivery_note: input.deliveryNote,
      entry_id: posted?.entryId ?? null,
      revision: 1,
    },
    goods.map(({ line, qty }, i) => ({
      id: lineIds[i] ?? 0,
      receipt_id: id,
      line_no: i + 1,
      order_line_id: line.id,
      item_id: line.itemId,
      qty,
      value: values[i] ?? 0,
      move_id: results[i]?.moveId ?? 0,
    })),
  );
  await insertAccruals(
    ctx,
    estimates.flatMap((amount, i) => (amount === 0 ? [] : [{ receipt_line_id: lineIds[i] ?? 0, receipt_id: id, amount, open: amount }])),
  );
  const bringing = input.underWay
    ? await keepInbound(ctx, {
        on,
        entryId: posted?.entryId ?? null,
        partyId: order.partyId,
        toLocationId: place.id,
        memo: `${order.number}, ${number}`,
        lines: goods.map(({ line, qty }, i) => ({ itemId: line.itemId, qty, value: (values[i] ?? 0) + (estimates[i] ?? 0) })),
      })
    : undefined;
  return {
    receiptId: id,
    number,
    qty: sumSafe(goods.map((g) => g.qty)),
    value: sumSafe(values),
    state: order.state,
    transferId: bringing?.documentId ?? null,
  };
});
