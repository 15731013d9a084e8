import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { notStocked } from '../../../../preload/contract/inventory.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { overrideNeeded, purchasingOperations, wrongState } from '../../../../preload/contract/purchasing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { mulDiv, sumSafe } from '../../../../preload/contract/values/int.ts';
import { extend } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { packsOf } from '../../catalog/index.ts';
import { policy, sayWhy, takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope, itemsOf, warehousePlaces } from '../../inventory/index.ts';
import { decideClose } from '../rules.ts';
import { assertFree, changeOrder, insertOrder, loadOrder, replaceLines, step, supplierOf } from '../store.ts';
import { replaceEstimates } from '../store-costs.ts';
import { assertTaxCodes } from '../tax.ts';

interface LineInput {
  readonly itemId?: string | undefined;
  readonly sku?: string | undefined;
  readonly pack?: string | undefined;
  readonly qty: number;
  readonly priceMicros: number;
  readonly taxCode?: string | undefined;
  readonly landedMicros?: number | undefined;
}

/** Lines of an order as they are kept, and what they come to. Refuses unknown items, services and unknown tax codes. */
async function linesOf(
  ctx: CommandContext,
  { orderId, currency }: { readonly orderId: string; readonly currency: string },
  given: readonly LineInput[],
) {
  const items = await itemsOf(ctx, given);
  await assertTaxCodes(
    ctx,
    given.map((l) => l.taxCode),
  );
  const packs = await packsOf(ctx, items, given);
  const lines = given.map((line, i): Insertable<DB['purchase_order_line']> => {
    const item = items[i];
    const pack = packs[i];
    if (item?.kind !== 'stock') throw refuse(notStocked, { sku: item?.sku ?? '' });
    return {
      id: ctx.nextId('purchase_order_line'),
      order_id: orderId,
      line_no: i + 1,
      item_id: item.id,
      qty: line.qty * (pack?.steps ?? 1),
      price_micros: pack ? mulDiv(line.priceMicros, item.stepsPerUnit, pack.steps) : line.priceMicros,
      tax_code: line.taxCode ?? null,
      qty_received: 0,
      qty_billed: 0,
    };
  });
  const net = sumSafe(given.map((l, i) => extend(l.qty, packs[i] ? 1 : (items[i]?.stepsPerUnit ?? 1), l.priceMicros, currency)));
  const inPacks = packs.flatMap((pack, i): Insertable<DB['purchase_line_pack']>[] => {
    if (!pack) return [];
    const of = { order_line_id: lines[i]?.id ?? 0, order_id: orderId };
    return [{ ...of, pack_id: pack.id, steps: pack.steps, price_micros: given[i]?.priceMicros ?? 0 }];
  });
  const estimates = given.flatMap(({ landedMicros = 0 }, i) =>
    landedMicros === 0 ? [] : [{ order_line_id: lines[i]?.id ?? 0, order_id: orderId, micros: landedMicros }],
  );
  return { lines, packs: inPacks, net, estimates };
}

export const createOrder = handleCommand(purchasingOperations.createOrder, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  assertWarehouseScope(ctx.actor, input.warehouseId);
  await warehousePlaces(ctx, input.warehouseId);
  const id = input.id ?? ctx.newId('po');
  await assertFree(ctx, 'purchase_order', id);
  const currency = input.currency ?? supplier.currency;
  const { lines, packs, net, estimates } = await linesOf(ctx, { orderId: id, currency }, input.lines);
  const ordered_on = input.on ?? ctx.today;
  const [number = ''] = takeNumbers(ctx, 'PO', ordered_on);
  await insertOrder(
    ctx,
    {
      id,
      number,
      party_id: supplier.id,
      warehouse_id: input.warehouseId,
      state: input.confirm ? 'confirmed' : 'draft',
      ordered_on,
      expected_on: input.expectedOn ?? null,
      memo: input.memo,
      revision: 1,
    },
    lines,
    packs,
    currency,
  );
  await replaceEstimates(ctx, id, estimates);
  return { orderId: id, number, net };
});

export const editOrder = handleCommand(purchasingOperations.editOrder, async (ctx, input) => {
  const order = await loadOrder(ctx, input.orderId);
  if (order.state !== 'draft') throw refuse(wrongState, { number: order.number, state: order.state, needs: 'draft' });
  const priced = (l: (typeof order.lines)[number]) => extend(l.qty, l.priceSteps, l.priceMicros, order.currency);
  let net = sumSafe(order.lines.map(priced));
  if (input.lines) {
    const changed = await linesOf(ctx, { orderId: order.id, currency: order.currency }, input.lines);
    await replaceEstimates(ctx, order.id, []);
    await replaceLines(ctx, order.id, changed.lines, changed.packs);
    await replaceEstimates(ctx, order.id, changed.estimates);
    ({ net } = changed);
  }
  await changeOrder(ctx, order, {
    ...(input.expectedOn === undefined ? {} : { expected_on: input.expectedOn }),
    ...(input.memo === undefined ? {} : { memo: input.memo }),
  });
  return { orderId: order.id, net };
});

export const confirmOrder = handleCommand(purchasingOperations.confirmOrder, async (ctx, { orderId }) => {
  const order = await loadOrder(ctx, orderId);
  step(order, 'confirm');
  await changeOrder(ctx, order, { state: order.state });
  return { orderId };
});

export const cancelOrder = handleCommand(purchasingOperations.cancelOrder, async (ctx, { orderId, ...why }) => {
  await sayWhy(ctx, 'cancel', why);
  const order = await loadOrder(ctx, orderId);
  const begun = order.lines.some((l) => l.qtyReceived > 0 || l.qtyBilled > 0);
  if (begun) throw refuse(wrongState, { number: order.number, state: 'received or billed in part', needs: 'untouched; close it instead' });
  step(order, 'cancel');
  await changeOrder(ctx, order, { state: order.state });
  return { orderId };
});

export const closeOrder = handleCommand(purchasingOperations.closeOrder, async (ctx, { orderId, acceptShort }) => {
  const order = await loadOrder(ctx, orderId);
  if (acceptShort && !holds(ctx.actor.permissions, 'purchasing.override')) throw refuse(overrideNeeded, {});
  const no = acceptShort ? undefined : decideClose(order, policy(ctx, 'receiveUnderPercent'));
  if (no) throw no;
  step(order, 'finish');
  await changeOrder(ctx, order, { state: order.state });
  return { orderId };
});
