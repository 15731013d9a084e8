import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';

export type Order = OutputOf<'sales.getOrder'>;
export type OrderLine = Order['lines'][number];
export type OrderHold = Order['holds'][number];
export type OrderInvoice = Order['invoices'][number];
export type Shipment = OutputOf<'fulfillment.listShipments'>['rows'][number];

/** Whether holds that were lifted are shown; kept while somebody goes through orders. */
export const useOrderView = create<{ readonly lifted: boolean }>(() => ({ lifted: false }));
