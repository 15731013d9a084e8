import { texts } from './language.ts';

export const goodsTexts = texts(
  'goods',
  {
    position: 'No.',
    item: 'Item',
    quantity: 'Quantity',
    price: 'Unit price',
    taxRate: 'Tax',
    net: 'Net {{currency}}',
    gross: 'Total {{currency}}',
    netSum: 'Net',
    taxOn: 'Tax {{rate}} on {{net}}',
    total: 'Total {{currency}}',
  },
  {
    de: {
      position: 'Pos.',
      item: 'Artikel',
      quantity: 'Menge',
      price: 'Einzelpreis',
      taxRate: 'USt.',
      net: 'Netto {{currency}}',
      gross: 'Gesamt {{currency}}',
      netSum: 'Netto',
      taxOn: 'USt. {{rate}} auf {{net}}',
      total: 'Gesamtbetrag {{currency}}',
    },
  },
);
