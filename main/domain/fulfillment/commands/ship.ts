import { fulfillmentOperations } from '../../../../preload/contract/fulfillment.ts';
import { dayOfInstant } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { fulfillOrders as fulfill } from '../fulfill-orders.ts';
import { withoutMerged } from '../merges/leave.ts';
import type { Shipped } from '../model.ts';
import { type ShipResult, shipOrders as ship } from '../ship-orders.ts';

/** Instant and company-local day of a handover: now, unless the input says otherwise. */
export function handoverAt(
  ctx: CommandContext,
  input: { readonly at?: string | undefined; readonly on?: string | undefined },
): { at: string; on: string } {
  const at = input.at ?? ctx.now;
  return { at, on: input.on ?? (input.at === undefined ? ctx.today : dayOfInstant(at, ctx.company.zone)) };
}

const shown = ({ shipmentId, number, warehouseId, invoiceId, qty, cost }: Shipped) => ({
  shipmentId,
  number,
  warehouseId,
  invoiceId,
  qty,
  cost,
});

const counts = (result: ShipResult, short: number) => ({
  orders: new Set(result.shipments.map((s) => s.orderId)).size,
  shipments: result.shipments.length,
  qty: result.shipments.reduce((sum, s) => sum + s.qty, 0),
  invoices: result.shipments.filter((s) => s.invoiceId !== null).length + result.chargeInvoices.length,
  onHold: result.onHold.length,
  short,
});

export const shipOrder = handleCommand(fulfillmentOperations.shipOrder, async (ctx, input) => {
  const { shipments } = await ship(ctx, await withoutMerged(ctx, [{ ...input, ...handoverAt(ctx, input) }], false));
  return { shipments: shipments.map(shown) };
});

export const shipOrders = handleCommand(fulfillmentOperations.shipOrders, async (ctx, { orders }) => {
  const result = await ship(
    ctx,
    await withoutMerged(
      ctx,
      orders.map((o) => ({ ...o, ...handoverAt(ctx, o) })),
      true,
    ),
    { lenient: true },
  );
  return counts(result, 0);
});

export const fulfillOrder = handleCommand(fulfillmentOperations.fulfillOrder, async (ctx, input) => {
  const { shipments, short } = await fulfill(ctx, await withoutMerged(ctx, [{ ...input, ...handoverAt(ctx, input) }], false));
  return { shipments: shipments.map(shown), short };
});

export const fulfillOrders = handleCommand(fulfillmentOperations.fulfillOrders, async (ctx, { orders }) => {
  const result = await fulfill(
    ctx,
    await withoutMerged(
      ctx,
      orders.map((o) => ({ ...o, ...handoverAt(ctx, o) })),
      true,
    ),
    { lenient: true },
  );
  return counts(result, result.short);
});
