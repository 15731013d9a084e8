import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { handleCommand } from '../../handler.ts';
import { createLocation as addLocation, createWarehouse as addWarehouse } from '../warehouses.ts';

/** A warehouse with its places, areas and inventory accounts. */
export const createWarehouse = handleCommand(inventoryOperations.createWarehouse, (ctx, input) => addWarehouse(ctx, input));

/** A place inside a warehouse. */
export const createLocation = handleCommand(inventoryOperations.createLocation, async (ctx, input) => ({
  locationId: await addLocation(ctx, input),
}));
