import { accountingOperations } from './accounting.ts';
import { approvalOperations } from './approvals.ts';
import { catalogOperations } from './catalog.ts';
import { channelsOperations } from './channels.ts';
import { companyOperations } from './company.ts';
import { documentOperations } from './documents.ts';
import { engineOperations } from './engine-room.ts';
import { fulfillmentOperations } from './fulfillment.ts';
import { insightOperations } from './insight.ts';
import { inventoryOperations } from './inventory.ts';
import { keepingOperations } from './keeping.ts';
import { partiesOperations } from './parties.ts';
import { returnsOperations } from './returns.ts';
import { salesOperations } from './sales.ts';

/** Every operation of the house by room: the one door, carried unchanged over every transport. */
export const operations = {
  engine: { ...engineOperations, ...keepingOperations },
  company: { ...companyOperations, ...approvalOperations },
  parties: partiesOperations,
  catalog: catalogOperations,
  accounting: accountingOperations,
  inventory: inventoryOperations,
  sales: salesOperations,
  fulfillment: fulfillmentOperations,
  returns: returnsOperations,
  channels: channelsOperations,
  documents: documentOperations,
  insight: insightOperations,
};
export type Operations = typeof operations;
