import { texts } from '../kit/language.ts';

export const invoiceTexts = texts(
  'invoice',
  {
    invoice: 'Invoice {{number}}',
    creditNote: 'Credit note {{number}}',
    date: 'Date',
    due: 'Due on',
    order: 'Order',
    externalId: 'Your order number',
    shipment: 'Delivery',
    delivered: 'Delivered on',
    corrects: 'Corrects invoice',
    shipTo: 'Delivered to',
    yourTax: 'Your tax no.',
    totalCredit: 'Credited {{currency}}',
    instalment: '{{amount}} {{currency}} due on {{day}}',
    early: 'Paid by {{day}}: {{amount}} {{currency}}, {{discount}} {{currency}} less.',
  },
  {
    de: {
      invoice: 'Rechnung {{number}}',
      creditNote: 'Gutschrift {{number}}',
      date: 'Datum',
      due: 'Zahlbar bis',
      order: 'Auftrag',
      externalId: 'Ihre Bestellnummer',
      shipment: 'Lieferung',
      delivered: 'Geliefert am',
      corrects: 'Berichtigt Rechnung',
      shipTo: 'Geliefert an',
      yourTax: 'Ihre USt-IdNr.',
      totalCredit: 'Gutgeschrieben {{currency}}',
      instalment: '{{amount}} {{currency}} zahlbar bis {{day}}',
      early: 'Bei Zahlung bis {{day}}: {{amount}} {{currency}}, Skonto {{discount}} {{currency}}.',
    },
  },
);
