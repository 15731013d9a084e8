import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.parcelBench', {
  title: 'Parcel bench',
  parcel: 'Parcel {{number}} for {{order}}',
  askOrder: 'Scan an order to pack, or a packed parcel to hand it over',
  askItem: 'Scan each product into the parcel',
  none: 'There is no order and no parcel {{code}}',
  opened: '{{number}} for {{party}} is open',
  right: '{{sku}}: {{done, number}} of {{of, number}}',
  close: 'All packed. Enter: close {{number}}',
  closed: '{{number}} is packed. Print its label, then scan it to hand it over.',
  handedOver: '{{number}} is handed over',
  goesBy: 'Parcels go by {{carrier}}',
  weighs: 'It weighs {{grams, number}} g',
  packedIn: 'Packed in box {{box}}',
  noBox: 'There is no box {{box}} in use',
  because: 'Closes in spite of its weight: {{reason}}',
  sayCarrier:
    'Type "carrier DHL" to say who takes the parcels, "box M" for what they are packed in, and a weight as "1250 g". A weight that is not that of its goods passes with "because" and why.',
});
