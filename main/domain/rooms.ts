import type { RoomModule } from '../engine/registry.ts';
import { kpis, rows } from '../reports/figures/index.ts';
import { margins } from '../reports/margins/index.ts';
import { proof } from '../reports/proof/index.ts';
import { accountingRoom } from './accounting/index.ts';
import { bankingRoom } from './banking/index.ts';
import { catalogRoom } from './catalog/index.ts';
import { channelsRoom } from './channels/index.ts';
import { closingRoom } from './closing/index.ts';
import { companyRoom } from './company/index.ts';
import { documentsRoom } from './documents/index.ts';
import { fulfillmentRoom } from './fulfillment/index.ts';
import { insightRoom } from './insight/index.ts';
import { inventoryRoom } from './inventory/index.ts';
import { partiesRoom } from './parties/index.ts';
import { purchasingRoom } from './purchasing/index.ts';
import { receivablesRoom } from './receivables/index.ts';
import { returnsRoom } from './returns/index.ts';
import { salesRoom } from './sales/index.ts';

/** What reads across the rooms; no room calls it. */
const reports: RoomModule = { name: 'reports', commands: [], queries: [kpis, rows, margins, proof] };

/** Every room, low to high: the order in which news travels up; then the reports. */
export const rooms: readonly RoomModule[] = [
  companyRoom,
  partiesRoom,
  catalogRoom,
  accountingRoom,
  inventoryRoom,
  purchasingRoom,
  salesRoom,
  fulfillmentRoom,
  returnsRoom,
  channelsRoom,
  bankingRoom,
  receivablesRoom,
  documentsRoom,
  closingRoom,
  insightRoom,
  reports,
];
