import { inventoryPlaces } from '../../../../preload/contract/inventory-places.ts';
import { handleCommand } from '../../handler.ts';
import { createLocation as addLocation, changeLocation as change } from '../places.ts';
import { createWarehouse as addWarehouse, assertWarehouseScope, renameWarehouse } from '../warehouses.ts';

/** A warehouse with its places, areas and inventory accounts. */
export const createWarehouse = handleCommand(inventoryPlaces.createWarehouse, (ctx, input) => addWarehouse(ctx, input));

/** A warehouse under another name. */
export const changeWarehouse = handleCommand(inventoryPlaces.changeWarehouse, async (ctx, { warehouseId, name }) => {
  assertWarehouseScope(ctx.actor, warehouseId);
  await renameWarehouse(ctx, warehouseId, name);
  return { warehouseId };
});

/** A place inside a warehouse. */
export const createLocation = handleCommand(inventoryPlaces.createLocation, async (ctx, input) => ({
  locationId: await addLocation(ctx, input),
}));

/** Another name, code, order or parent of a place; another status, or closing, while it is empty. */
export const changeLocation = handleCommand(inventoryPlaces.changeLocation, async (ctx, input) => {
  await change(ctx, input);
  return { locationId: input.locationId };
});
