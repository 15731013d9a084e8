import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

/** An invoice or credit note with the names of its order and its customer. */
export type InvoiceRow = OutputOf<'sales.listInvoices'>['rows'][number] & { readonly order: string; readonly party: string };
export type KindFilter = 'all' | 'invoice' | 'credit-note';

/** Kind shown, and the place in the list of invoices. */
export const useInvoicesView = gridView<KindFilter>('all');
