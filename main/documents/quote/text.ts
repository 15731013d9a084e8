import { texts } from '../kit/language.ts';

export const quoteTexts = texts(
  'quote',
  {
    quote: 'Quote {{number}}',
    date: 'Date',
    validUntil: 'Valid until',
    version: 'Version',
    yourTax: 'Your tax no.',
    holds: 'We hold these prices until {{day}}. Goods are set aside when you order.',
  },
  {
    de: {
      quote: 'Angebot {{number}}',
      date: 'Datum',
      validUntil: 'Gültig bis',
      version: 'Fassung',
      yourTax: 'Ihre USt-IdNr.',
      holds: 'An diese Preise halten wir uns bis {{day}}. Ware wird mit Ihrer Bestellung zurückgelegt.',
    },
  },
);
