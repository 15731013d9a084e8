import { whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { BulkOffer } from '../../../kit/bulk/offer.ts';
import { t } from './text.ts';

const path = (id: string) => `/orders/${id}`;

/** What can be done with many orders at once. */
export const offers: readonly BulkOffer[] = [
  { verb: t('allocateThem'), operation: 'fulfillment.allocateOrder', path },
  { verb: t('shipThem'), operation: 'fulfillment.shipOrder', path },
  { verb: t('liftHolds'), operation: 'sales.releaseHolds', asks: whyAsks('hold-release'), input: whyOf, path },
  { verb: t('cancelThem'), operation: 'sales.cancelOrder', asks: whyAsks('cancel'), input: whyOf, path, grave: true },
];
