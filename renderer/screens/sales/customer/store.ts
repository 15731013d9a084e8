import type { OutputOf } from '../../../client/operations.ts';

export type Party = OutputOf<'parties.getParty'>;
export type Terms = OutputOf<'sales.getCustomerTerms'>;
export type OrderRow = OutputOf<'sales.listOrders'>['rows'][number];
export type InvoiceRow = OutputOf<'sales.listInvoices'>['rows'][number];
export type ItemRow = OutputOf<'accounting.listOpenItems'>['rows'][number];
export type PaymentRow = OutputOf<'accounting.listPayments'>['rows'][number];

/** Newest rows of each kind a page shows; the lists show all. */
export const SHOWN = 200;
