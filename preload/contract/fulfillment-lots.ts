import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

/** Where units of lots went: the recall list, from a lot down to who has it. */

const zLotShipment = z.object({
  id: zCount,
  lotId: z.string(),
  lot: z.string(),
  itemId: z.string(),
  sku: z.string(),
  qty: zCount,
  orderId: z.string(),
  orderNumber: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  /** How to reach the customer; null where nothing is known. */
  email: z.string().nullable(),
  phone: z.string().nullable(),
  shipmentId: z.string(),
  shipmentNumber: z.string(),
  shippedOn: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  /** Number on the parcel; null for goods that left without one. */
  parcelNumber: z.string().nullable(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
});

export const lotShipmentsList = list('fulfillment.lotShipments', {
  permission: 'fulfillment.read',
  summary: 'Units of lots that left for customers, with order, customer and parcel, latest first',
  row: zLotShipment,
  key: ['id'],
  kinds: { id: 'int', qty: 'qty', shippedOn: 'day' },
  sortable: ['id'],
  filterable: ['id', 'lotId', 'sku'],
  facets: ['lotId'],
  totals: ['qty'],
  order: { column: 'id', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

export const lotTraces = {
  listLotShipments: lotShipmentsList.page,
  countLotShipments: lotShipmentsList.count,
  facetLotShipments: lotShipmentsList.facet,
};
