import type { OutputOf } from '../../../client/operations.ts';

export type Party = OutputOf<'parties.getParty'>;
export type PaymentTerms = OutputOf<'accounting.listPaymentTerms'>['rows'][number];
export type Terms = OutputOf<'sales.getCustomerTerms'>;
export type OrderRow = OutputOf<'sales.listOrders'>['rows'][number];
export type InvoiceRow = OutputOf<'sales.listInvoices'>['rows'][number];
export type ItemRow = OutputOf<'accounting.listOpenItems'>['rows'][number];
export type PaymentRow = OutputOf<'accounting.listPayments'>['rows'][number];
export type Account = OutputOf<'receivables.getStatement'>;
export type Letter = OutputOf<'receivables.listLetters'>['rows'][number];
export type LeftOut = OutputOf<'receivables.getLate'>['exceptions'][number];
export type LateItem = NonNullable<OutputOf<'receivables.getLate'>['late']>['items'][number];

/** Newest rows of each kind a page shows; the lists show all. */
export const SHOWN = 200;
