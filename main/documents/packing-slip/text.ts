import { texts } from '../kit/language.ts';

export const slipTexts = texts(
  'packing-slip',
  {
    title: 'Packing slip {{number}}',
    date: 'Shipped on',
    order: 'Order',
    externalId: 'Your order number',
    from: 'From',
    carrier: 'Carrier',
    tracking: 'Tracking number',
    sku: 'SKU',
    item: 'Item',
    barcode: 'Barcode',
    quantity: 'Quantity',
    lines_one: '{{count}} line',
    lines_other: '{{count}} lines',
  },
  {
    de: {
      title: 'Lieferschein {{number}}',
      date: 'Versendet am',
      order: 'Auftrag',
      externalId: 'Ihre Bestellnummer',
      from: 'Ab Lager',
      carrier: 'Versand',
      tracking: 'Sendungsnummer',
      sku: 'Artikelnr.',
      item: 'Artikel',
      barcode: 'Barcode',
      quantity: 'Menge',
      lines_one: '{{count}} Position',
      lines_other: '{{count}} Positionen',
    },
  },
);
