import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.lotShipments', {
  title: 'Lots shipped',
  all: 'All',
  lot: 'Lot or serial number',
  sku: 'SKU',
  qty: 'Quantity',
  order: 'Order',
  party: 'Customer',
  email: 'E-mail',
  phone: 'Phone',
  shipment: 'Shipment',
  on: 'Shipped',
  warehouse: 'Warehouse',
  parcel: 'Parcel',
  tracking: 'Tracking',
  empty: 'No unit of a lot has left for a customer yet.',
});
