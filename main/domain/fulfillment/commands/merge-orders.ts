import { alreadyExists, notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { orderNotOpen } from '../../../../preload/contract/fulfillment.ts';
import { mergeOperations } from '../../../../preload/contract/fulfillment-merges.ts';
import { inWave } from '../../../../preload/contract/fulfillment-picking.ts';
import { onHold } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { formatMinor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { residuals } from '../../accounting/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { allocateOrders } from '../allocate-orders.ts';
import { blockOf, earliest, type Hand, loadHand } from '../load.ts';
import { decideWhole, wantingOf } from '../merges/leave.ts';
import { type Candidate, endMerges, loadCandidates, openMerge } from '../merges/load.ts';
import { decideMerge, oneWarehouse } from '../merges/rules.ts';
import { ORDER } from '../model.ts';
import { shipOrders } from '../ship-orders.ts';
import { handoverAt } from './ship.ts';

function assertChannels(ctx: CommandContext, orders: Iterable<{ readonly channelId: string | null }>): void {
  const { channel } = ctx.actor.scopes;
  for (const { channelId } of orders)
    if (channel && channelId !== null && !channel.has(channelId)) throw refuse(outOfScope, { scope: 'channel', id: channelId });
}

function assertSendable(ctx: CommandContext, orders: readonly Candidate[], hand: Hand): void {
  for (const order of orders) {
    if (order.state !== 'open') throw refuse(orderNotOpen, { orderId: order.id, state: order.state });
    const hold = blockOf(hand, order.id);
    if (!hold) continue;
    ctx.note({ kind: 'blocked-by-hold', subject: order.id, detail: { subjectKind: ORDER, code: hold.code } });
    throw refuse(onHold, { subjectKind: ORDER, subjectId: order.id, code: hold.code, detail: hold.detail });
  }
}

export const mergeOrders = handleCommand(mergeOperations.mergeOrders, async (ctx, { orderIds, mergeId }) => {
  const orders = await loadCandidates(ctx, orderIds);
  const unknown = orderIds.find((id) => !orders.some((o) => o.id === id));
  if (unknown !== undefined) throw refuse(notFound, { kind: 'order', id: unknown });
  assertChannels(ctx, orders);
  const hand = await loadHand(ctx, orderIds);
  assertSendable(ctx, orders, hand);
  const no = decideMerge(orders, hand);
  if (no) throw no;
  const id = mergeId ?? ctx.newId('mrg');
  const twin = await ctx.tx.db.selectFrom('order_merge').select('id').where('id', '=', id).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'Merge', id });
  const [number = ''] = takeNumbers(ctx, 'MRG', ctx.today);
  const deposits = await residuals(ctx.tx, 'customer-deposits', orderIds);
  const depositOf = (o: Candidate) => -(deposits.get(o.id) ?? 0) + 0;
  await ctx.tx.insertMany('order_merge', [
    {
      id,
      number,
      state: 'open',
      party_id: orders[0]?.partyId ?? '',
      promised_on: orders.map((o) => o.promisedOn).reduce(earliest, null),
      made_at: ctx.now,
      made_by: ctx.actor.id,
      revision: 1,
    },
  ]);
  await ctx.tx.insertMany(
    'order_merge_member',
    orderIds.map((order_id) => ({ id: ctx.nextId('order_merge_member'), merge_id: id, order_id, open: 1 as const })),
  );
  const total = sumSafe(orders.map((o) => o.total));
  const deposit = sumSafe(orders.map(depositOf));
  const amount = (minor: number) => `${formatMinor(minor, ctx.company.currency)} ${ctx.company.currency}`;
  for (const o of orders) ctx.message(`${o.number}: ${amount(o.total)}, deposit ${amount(depositOf(o))}, as before`);
  ctx.message(`${orders.length} orders of ${amount(total)} together leave in 1 parcel instead of ${orders.length}`);
  return { mergeId: id, number, orders: orders.length, total, deposit };
});

export const unmergeOrders = handleCommand(mergeOperations.unmergeOrders, async (ctx, { mergeId }) => {
  const merge = await openMerge(ctx, mergeId);
  const hand = await loadHand(ctx, merge.orderIds);
  assertChannels(ctx, hand.orders.values());
  for (const id of merge.orderIds) {
    const wave = hand.waves.get(id)?.[0];
    if (wave) throw refuse(inWave, { orderNumber: hand.orders.get(id)?.number ?? '', waveNumber: wave.waveNumber });
  }
  await endMerges(ctx, [merge], 'undone');
  return { number: merge.number, orders: merge.orderIds.length };
});

export const shipMerge = handleCommand(mergeOperations.shipMerge, async (ctx, { mergeId, ...handover }) => {
  const merge = await openMerge(ctx, mergeId);
  assertChannels(ctx, (await loadHand(ctx, merge.orderIds)).orders.values());
  // What is not promised yet is promised now, if it is there.
  await allocateOrders(ctx, merge.orderIds);
  const hand = await loadHand(ctx, merge.orderIds);
  const orders = wantingOf(merge, hand);
  const promised = orders.flatMap((o) => hand.reserved.get(o.id) ?? []);
  const no = decideWhole(merge, hand, promised) ?? oneWarehouse(orders, hand);
  if (no) throw no;
  const { at, on } = handoverAt(ctx, handover);
  const { carrier, tracking } = handover;
  const { shipments } = await shipOrders(
    ctx,
    orders.map((o) => ({ orderId: o.id, at, on, carrier, tracking })),
  );
  return {
    number: merge.number,
    shipments: shipments.map(({ shipmentId, number, warehouseId, invoiceId, qty, cost }) => ({
      shipmentId,
      number,
      warehouseId,
      invoiceId,
      qty,
      cost,
    })),
  };
});
