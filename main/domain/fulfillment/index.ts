import type { RoomModule } from '../../engine/registry.ts';
import { policy } from '../company/index.ts';
import { ORDER_ACCEPTED, ORDER_CANCELLED, ORDER_EDITED, ORDER_RELEASED } from '../sales/index.ts';
import { allocateOrders } from './allocate-orders.ts';
import { acceptAndFulfill } from './commands/accept-and-fulfill.ts';
import { allocateOrder, allocateOrders as allocateOrdersCommand, releaseAllocation } from './commands/allocate.ts';
import { fulfillOrder, fulfillOrders, shipOrder, shipOrders as shipOrdersCommand } from './commands/ship.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { getShipment, listShipments, listShortages } from './queries/read-shipments.ts';

export { type AllocationResult, allocateOrders } from './allocate-orders.ts';
export type { ShipDraft, Shipped } from './model.ts';
export { SHIPPED, shipOrders, type ShipResult } from './ship-orders.ts';

export const fulfillmentRoom: RoomModule = {
  name: 'fulfillment',
  commands: [
    allocateOrder,
    allocateOrdersCommand,
    releaseAllocation,
    shipOrder,
    shipOrdersCommand,
    fulfillOrder,
    fulfillOrders,
    acceptAndFulfill,
  ],
  queries: [listShipments, getShipment, listShortages],
  // An edited or partly cancelled order gave back promises it no longer fits; a released one never had any.
  events: [ORDER_ACCEPTED, ORDER_EDITED, ORDER_CANCELLED, ORDER_RELEASED].map((event) => ({
    event,
    run: async (ctx, { data }) => {
      if (policy(ctx, 'allocateAt') === 'confirmation') await allocateOrders(ctx, (data as { orderIds: readonly string[] }).orderIds);
    },
  })),
  commitChecks,
  doctorChecks,
};
