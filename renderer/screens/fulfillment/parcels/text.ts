import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.parcels', {
  title: 'Parcels',
  waiting: 'To hand over',
  all: 'All',
  makeManifest: 'Hand over by carrier',
  carrierOf: 'Warehouse and carrier',
  ofCarrier: '{{text}}: {{count}}',
  handOver: 'Hand over parcels',
  voidParcels: 'Void parcels',
  number: 'Parcel',
  order: 'Order',
  party: 'Customer',
  warehouse: 'Warehouse',
  state: 'State',
  carrier: 'Carrier',
  tracking: 'Tracking',
  weight: 'Weight g',
  units: 'Units',
  packed: 'Packed',
  manifest: 'Carrier’s list',
  empty: 'No parcel waits for its carrier. Pack what stands picked at the packing bench.',
});
