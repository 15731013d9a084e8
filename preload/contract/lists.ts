import { itemsList } from './catalog.ts';
import { shipmentsList } from './fulfillment.ts';
import { partiesList } from './parties.ts';
import { invoicesList, ordersList } from './sales-reads.ts';

/** Every list of the house: what can be saved as a view and exported whole. */
export const lists = [ordersList, invoicesList, partiesList, shipmentsList, itemsList] as const;

/** Name of a list, such as `sales.orders`. */
export type ListName = (typeof lists)[number]['name'];
