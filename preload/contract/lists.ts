import { entriesList, openItemsList, paymentsList } from './accounting-lists.ts';
import { ratesList } from './accounting-rates.ts';
import { bankLinesList, bankStatementsList } from './banking-lists.ts';
import { settlementLinesList, settlementsList } from './banking-payout-lists.ts';
import { paymentRunsList } from './banking-runs.ts';
import { itemsList } from './catalog.ts';
import { exceptionsList, inboxList, runsList, skuMeaningsList, unknownSkusList } from './channels-lists.ts';
import { commandsList, jobsList, outboxList } from './engine-lists.ts';
import { shipmentsList } from './fulfillment.ts';
import { lotShipmentsList } from './fulfillment-lots.ts';
import { parcelsList } from './fulfillment-packing.ts';
import { wavesList } from './fulfillment-picking.ts';
import { replenishTasksList } from './fulfillment-replenish.ts';
import {
  countTasksList,
  locationsList,
  lotsList,
  movesList,
  stockAtList,
  stockDocumentsList,
  stockList,
  stockValuesList,
} from './inventory-lists.ts';
import { partiesList } from './parties.ts';
import { billsList, grniList, purchaseOrdersList } from './purchasing-lists.ts';
import { dunningLettersList } from './receivables.ts';
import { returnsList } from './returns.ts';
import { priceListsList } from './sales-prices.ts';
import { quotesList } from './sales-quotes.ts';
import { holdsList, invoicesList, ordersList } from './sales-reads.ts';

/** Every list of the house: what can be saved as a view and exported whole. */
export const lists = [
  ordersList,
  invoicesList,
  holdsList,
  priceListsList,
  quotesList,
  partiesList,
  shipmentsList,
  wavesList,
  parcelsList,
  replenishTasksList,
  lotShipmentsList,
  itemsList,
  stockList,
  stockAtList,
  stockValuesList,
  movesList,
  lotsList,
  stockDocumentsList,
  locationsList,
  purchaseOrdersList,
  billsList,
  grniList,
  countTasksList,
  returnsList,
  entriesList,
  openItemsList,
  paymentsList,
  ratesList,
  bankLinesList,
  bankStatementsList,
  settlementsList,
  paymentRunsList,
  settlementLinesList,
  dunningLettersList,
  exceptionsList,
  unknownSkusList,
  skuMeaningsList,
  runsList,
  inboxList,
  commandsList,
  jobsList,
  outboxList,
] as const;

/** Name of a list, such as `sales.orders`. */
export type ListName = (typeof lists)[number]['name'];
