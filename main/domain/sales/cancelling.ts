import { refuse } from '../../../preload/contract/refusal.ts';
import type { OrderState } from '../../../preload/contract/sales.ts';
import { nothingToCancel } from '../../../preload/contract/sales.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { recordPayments, residuals } from '../accounting/index.ts';
import { nextShare } from './amounts.ts';
import { earnIdleCharges } from './invoicing.ts';
import { stateOf } from './machine.ts';
import type { Order, OrderLine } from './model.ts';
import { releaseExcess } from './promises.ts';
import { cancellable, decideCancel, unshipped } from './rules.ts';
import { assertWholeSets, inWholeSets, loadSets } from './sets.ts';
import { lineIn, loadOrders, openOrderIn, saveOrders } from './store.ts';

/** News of quantities cancelled; `data` is `{ orderIds: string[] }`. */
export const ORDER_CANCELLED = 'sales.orderCancelled';

export interface Cancelled {
  readonly orderId: string;
  readonly state: OrderState;
  /** Amount that will not be invoiced, tax included. */
  readonly cancelled: number;
  /** Of the deposit, given back through the channel's clearing. */
  readonly refunded: number;
}

function cancel(line: OrderLine, qty: number): number {
  const no = decideCancel(line, qty);
  if (no) throw no;
  const amounts = nextShare(line, qty);
  line.qtyCancelled += qty;
  line.netCancelled += amounts.net;
  line.taxCancelled += amounts.tax;
  return amounts.total;
}

/**
 * Cancels quantities of an order before shipment; without `lines` everything that is neither shipped nor invoiced. Stock
 * promised to those lines is released, and of a deposit what the rest of the order no longer needs goes back (Dr customer
 * deposits / Cr clearing). When all goods are cancelled, charges not invoiced yet are cancelled with them, and those invoiced
 * before shipment are earned.
 *
 * Refuses a closed order and more than may be cancelled. Emits `sales.orderCancelled`.
 */
export async function cancelQuantities(
  ctx: CommandContext,
  input: {
    readonly orderId: string;
    readonly reason: string;
    readonly on: Day;
    readonly lines?: readonly { readonly orderLineId: number; readonly qty: number }[] | undefined;
  },
): Promise<Cancelled> {
  const book = await loadOrders(ctx.tx, [input.orderId]);
  const order = openOrderIn(ctx, book, input.orderId);
  const sets = await loadSets(ctx, order);
  const named = input.lines?.map((l) => ({ line: lineIn(book, order.id, l.orderLineId), qty: l.qty }));
  if (named) assertWholeSets(order, sets, named);
  const goods = order.lines.filter((l) => l.kind === 'item');
  const wanted =
    named ??
    inWholeSets(
      sets,
      goods.map((line) => ({ line, qty: cancellable(line) })),
    );
  let cancelled = 0;
  const touched: OrderLine[] = [];
  for (const { line, qty } of wanted) {
    if (qty === 0) continue;
    cancelled += cancel(line, qty);
    touched.push(line);
  }
  for (const line of idleCharges(order)) {
    cancelled += cancel(line, cancellable(line));
    touched.push(line);
  }
  if (touched.length === 0) throw refuse(nothingToCancel, { orderId: order.id });
  await releaseExcess(
    ctx,
    touched.filter((l) => l.kind === 'item').map((l) => ({ orderLineId: l.id, wanted: unshipped(l) })),
  );
  await earnIdleCharges(ctx, order, input.on);
  const refunded = await returnDeposit(ctx, order, input.on);
  await saveOrders(ctx, book, new Map([[order.id, { cancel_reason: input.reason }]]));
  await ctx.emit({ name: ORDER_CANCELLED, data: { orderIds: [order.id] } });
  return { orderId: order.id, state: stateOf(order.lines), cancelled, refunded };
}

/** Charges of an order whose goods are all cancelled: no invoice will ever carry them. */
function idleCharges(order: Order): OrderLine[] {
  if (order.lines.some((l) => l.kind === 'item' && l.qtyCancelled < l.qty)) return [];
  return order.lines.filter((l) => l.kind === 'charge' && cancellable(l) > 0);
}

/** Gives back what the deposit exceeds the amount still to be invoiced by. */
async function returnDeposit(ctx: CommandContext, order: Order, on: Day): Promise<number> {
  const deposit = -((await residuals(ctx.tx, 'customer-deposits', [order.id])).get(order.id) ?? 0);
  const toCome = order.lines.reduce((sum, l) => sum + l.net + l.tax - l.netInvoiced - l.taxInvoiced - l.netCancelled - l.taxCancelled, 0);
  const amount = Math.min(deposit, deposit - Math.max(0, toCome));
  if (amount <= 0) return 0;
  await recordPayments(ctx, [
    {
      kind: 'refund',
      on,
      amount,
      via: 'clearing',
      parts: [{ role: 'customer-deposits', itemKey: order.id, amount }],
      partyId: order.partyId,
      orderId: order.moneyKey,
      ...(order.channelId === null ? {} : { channelId: order.channelId }),
    },
  ]);
  return amount;
}
