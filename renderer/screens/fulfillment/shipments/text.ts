import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.shipments', {
  title: 'Shipments',
  warehouse: 'Warehouse',
  all: 'All',
  untracked: 'Without tracking',
  number: 'Shipment',
  on: 'Shipped',
  order: 'Order',
  party: 'Customer',
  state: 'State',
  carrier: 'Carrier',
  tracking: 'Tracking',
  invoice: 'Invoice',
  empty: 'Nothing has been handed over yet. Allocate orders, then ship them.',
});
