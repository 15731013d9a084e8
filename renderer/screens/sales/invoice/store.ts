import type { OutputOf } from '../../../client/operations.ts';

export type Invoice = OutputOf<'sales.getInvoice'>;
export type Instalment = Invoice['instalments'][number];
export type InvoiceLine = Invoice['lines'][number];
export type InvoiceTax = Invoice['taxes'][number];
export type Order = OutputOf<'sales.getOrder'>;
/** A line of the ledger that changed what is open of the invoice. */
export type Settlement = OutputOf<'accounting.listLines'>['rows'][number];
export type CreditNote = OutputOf<'sales.listInvoices'>['rows'][number];
