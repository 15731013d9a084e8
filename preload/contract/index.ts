import { accountingOperations } from './accounting.ts';
import { catalogOperations } from './catalog.ts';
import { companyOperations } from './company.ts';
import { engineOperations } from './engine-room.ts';
import { inventoryOperations } from './inventory.ts';
import { partiesOperations } from './parties.ts';

/** Every operation of the house by room: the one door, carried unchanged over every transport. */
export const operations = {
  engine: engineOperations,
  company: companyOperations,
  parties: partiesOperations,
  catalog: catalogOperations,
  accounting: accountingOperations,
  inventory: inventoryOperations,
};
export type Operations = typeof operations;
