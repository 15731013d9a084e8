import type { CommandContext } from '../../../engine/context.ts';
import { release, reserve } from '../../inventory/index.ts';
import { loadHand, type OrderLineFacts, type ReservationFacts } from '../load.ts';
import { ORDER } from '../model.ts';
import { priorityOf } from '../rules.ts';
import { pickingWarehouses } from './delivery.ts';
import { loadOpenWaveOrders, type OpenWaveOrder, type Staged } from './load.ts';
import { advance } from './progress.ts';
import { changeTasks } from './store.ts';
import { type GoodsBack, putBack } from './take-back.ts';

/**
 * Brings the work in waves down to what orders still want: after lines were cancelled or edited, or promises were lost. Promises
 * beyond what is wanted beside the staged goods are given back, staged goods nobody wants become put-back tasks, and
 * open tasks shrink to the promise that stands behind them.
 */
export async function fitWaves(ctx: CommandContext, orderIds: readonly string[]): Promise<void> {
  if ((await pickingWarehouses(ctx)).size === 0) return;
  const members = await loadOpenWaveOrders(ctx.tx, orderIds);
  if (members.length === 0) return;
  const ids = members.map((m) => m.orderId);
  await giveBack(ctx, ids);
  const hand = await loadHand(ctx, ids);
  await returnGoods(
    ctx,
    members,
    [...hand.staged.values()].flat(),
    [...hand.lines.values()].flat(),
    (id) => hand.orders.get(id)?.state === 'open',
  );
  await shrink(ctx, members, [...hand.reserved.values()].flat());
  await advance(
    ctx,
    members.map((m) => m.id),
  );
}

const sumOf = (rows: readonly { readonly orderLineId: number; readonly qty: number }[], line: number) =>
  rows.reduce((sum, r) => (r.orderLineId === line ? sum + r.qty : sum), 0);

/** Promises that, with what stands in staging, are more than the line wants: the staged goods come first. */
async function giveBack(ctx: CommandContext, orderIds: readonly string[]): Promise<void> {
  const hand = await loadHand(ctx, orderIds);
  const again = [];
  const lines: number[] = [];
  for (const [orderId, own] of hand.lines) {
    const order = hand.orders.get(orderId);
    const reserved = hand.reserved.get(orderId) ?? [];
    const staged = hand.staged.get(orderId) ?? [];
    for (const line of own) {
      const promised = sumOf(reserved, line.id);
      const wanted = order?.state === 'open' ? line.open : 0;
      let left = Math.max(0, wanted - sumOf(staged, line.id));
      if (promised === 0 || promised <= left) continue;
      lines.push(line.id);
      for (const r of reserved.filter((x) => x.orderLineId === line.id)) {
        const qty = Math.min(r.qty, left);
        left -= qty;
        if (qty === 0 || !order) continue;
        const { itemId, warehouseId } = r;
        again.push({ subjectKind: ORDER, subjectId: orderId, subjectLine: line.id, itemId, warehouseId, qty, priority: priorityOf(order) });
      }
    }
  }
  if (lines.length === 0) return;
  await release(ctx, { subjectKind: ORDER, lines });
  await reserve(ctx, again, 'partial');
}

async function returnGoods(
  ctx: CommandContext,
  members: readonly OpenWaveOrder[],
  staged: readonly Staged[],
  lines: readonly OrderLineFacts[],
  isOpen: (orderId: string) => boolean,
): Promise<void> {
  const back: GoodsBack[] = [];
  const over = new Map(lines.map((l) => [l.id, sumOf(staged, l.id) - (isOpen(l.orderId) ? l.open : 0)]));
  for (const goods of staged) {
    const qty = Math.min(goods.qty, over.get(goods.orderLineId) ?? 0);
    const member = members.find((m) => m.orderId === goods.orderId && m.warehouseId === goods.warehouseId);
    if (qty <= 0 || !member) continue;
    over.set(goods.orderLineId, (over.get(goods.orderLineId) ?? 0) - qty);
    back.push({ member, goods, qty });
  }
  await putBack(ctx, back);
}

/** Open tasks never take more than is promised to their line in their warehouse; the last on the walk gives way first. */
async function shrink(ctx: CommandContext, members: readonly OpenWaveOrder[], reserved: readonly ReservationFacts[]): Promise<void> {
  const open = await ctx.tx.db
    .selectFrom('pick_task')
    .select(['id', 'wave_order_id', 'order_line_id', 'qty', 'revision'])
    .where(
      'wave_order_id',
      'in',
      members.map((m) => m.id),
    )
    .where('state', '=', 'open')
    .orderBy('path_no')
    .orderBy('id')
    .execute();
  const warehouseOf = new Map(members.map((m) => [m.id, m.warehouseId]));
  const left = new Map<string, number>();
  for (const r of reserved) left.set(`${r.orderLineId}|${r.warehouseId}`, r.qty);
  const changes = open.flatMap(({ id, revision, qty, order_line_id, wave_order_id }) => {
    const key = `${order_line_id}|${warehouseOf.get(wave_order_id) ?? ''}`;
    const keeps = Math.min(qty, left.get(key) ?? 0);
    left.set(key, (left.get(key) ?? 0) - keeps);
    if (keeps === qty) return [];
    // Whoever stands there counts again: what was counted was meant for more.
    const counted = { id, revision, counted: 0 };
    return [keeps === 0 ? { ...counted, qty, state: 'cancelled' as const } : { ...counted, qty: keeps, state: 'open' as const }];
  });
  await changeTasks(ctx, changes);
}
