import type { BulkOffer } from '../../../kit/bulk/offer.ts';
import { t } from './text.ts';

/** What can be done with many invoices at once. */
export const offers: readonly BulkOffer[] = [
  { verb: t('printThem'), operation: 'documents.print', input: () => ({ kind: 'invoice' }), path: (id) => `/invoices/${id}` },
];
