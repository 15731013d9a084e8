import { texts } from '../kit/language.ts';

export const pickTexts = texts(
  'pick-list',
  {
    title: 'Pick list {{warehouse}}',
    date: 'Date',
    orders: 'Orders',
    lot: 'Lot {{code}}',
    datedLot: 'Lot {{code}}, until {{day}}',
    place: 'Place',
    sku: 'SKU',
    item: 'Item',
    barcode: 'Barcode',
    quantity: 'Pick',
    forOrders: 'For {{numbers}}',
  },
  {
    de: {
      title: 'Pickliste {{warehouse}}',
      date: 'Datum',
      orders: 'Aufträge',
      lot: 'Charge {{code}}',
      datedLot: 'Charge {{code}}, bis {{day}}',
      place: 'Platz',
      sku: 'Artikelnr.',
      item: 'Artikel',
      barcode: 'Barcode',
      quantity: 'Menge',
      forOrders: 'Für {{numbers}}',
    },
  },
);
