import type { RoomModule } from '../../engine/registry.ts';
import { policy } from '../company/index.ts';
import { ORDER_ACCEPTED } from '../sales/index.ts';
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
  commands: [allocateOrder, allocateOrdersCommand, releaseAllocation, shipOrder, shipOrdersCommand, fulfillOrder, fulfillOrders, acceptAndFulfill],
  queries: [listShipments, getShipment, listShortages],
  events: [
    {
      event: ORDER_ACCEPTED,
      run: async (ctx, event) => {
        if (policy(ctx, 'allocateAt') === 'confirmation') await allocateOrders(ctx, (event.data as { orderIds: readonly string[] }).orderIds);
      },
    },
  ],
  commitChecks,
  doctorChecks,
};
