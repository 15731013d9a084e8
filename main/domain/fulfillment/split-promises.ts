import { refuse } from '../../../preload/contract/refusal.ts';
import { splitPicked } from '../../../preload/contract/sales-splits.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type Relabelled, relabel } from '../inventory/index.ts';
import type { OrderSplit } from '../sales/index.ts';
import { loadOrderLines, loadReserved } from './load.ts';
import { ORDER } from './model.ts';
import { pickingWarehouses } from './picking/delivery.ts';
import { loadOpenWaveOrders, loadStaged } from './picking/load.ts';

/**
 * Promises go with the goods of an order that is split: what stays keeps what it still wants first, what is kept beyond that goes on to
 * the new order, warehouse by warehouse. The new order is sent with the same carrier service. Refuses an order that is being picked.
 */
export async function splitPromises(ctx: CommandContext, split: OrderSplit): Promise<void> {
  const { orderId, newOrderId, orderNumber: number } = split;
  if ((await pickingWarehouses(ctx)).size > 0) {
    const worked = (await loadOpenWaveOrders(ctx.tx, [orderId])).length > 0 || (await loadStaged(ctx.tx, [orderId])).length > 0;
    if (worked) throw refuse(splitPicked, { orderNumber: number });
  }
  const reserved = (await loadReserved(ctx.tx, [orderId])).get(orderId) ?? [];
  const stays = new Map(((await loadOrderLines(ctx.tx, [orderId])).get(orderId) ?? []).map((l) => [l.id, l.open]));
  const moves: Relabelled[] = [];
  for (const { orderLineId, newLineId, qty } of split.lines) {
    let wanted = newLineId === orderLineId ? 0 : (stays.get(orderLineId) ?? 0);
    let goes = qty;
    for (const r of reserved.filter((own) => own.orderLineId === orderLineId)) {
      const kept = Math.min(r.qty, wanted);
      const on = Math.min(r.qty - kept, goes);
      wanted -= kept;
      goes -= on;
      if (on > 0)
        moves.push({
          fromLine: orderLineId,
          warehouseId: r.warehouseId,
          qty: on,
          to: { subjectId: newOrderId, subjectLine: newLineId },
        });
    }
  }
  await relabel(ctx, ORDER, moves);
  const service = await ctx.tx.db.selectFrom('order_service').select('service_id').where('order_id', '=', orderId).executeTakeFirst();
  if (service) await ctx.tx.insertMany('order_service', [{ order_id: newOrderId, service_id: service.service_id, revision: 1 }]);
}
