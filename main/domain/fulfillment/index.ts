import type { RoomModule } from '../../engine/registry.ts';
import { acceptAndFulfill } from './commands/accept-and-fulfill.ts';
import { allocateOrder, allocateOrders as allocateOrdersCommand, releaseAllocation } from './commands/allocate.ts';
import { fulfillOrder, fulfillOrders, shipOrder, shipOrders as shipOrdersCommand } from './commands/ship.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { countDue, listDue, listPromises } from './queries/read-due.ts';
import { getShipment, listShortages, shipmentList } from './queries/read-shipments.ts';
import { events } from './react.ts';

export { fulfillOrders } from './fulfill-orders.ts';

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
  queries: [...shipmentList.all, getShipment, listShortages, listDue, countDue, listPromises],
  events,
  commitChecks,
  doctorChecks,
};
