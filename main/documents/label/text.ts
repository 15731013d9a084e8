import { texts } from '../kit/language.ts';

export const labelTexts = texts(
  'label',
  { from: 'From', to: 'To', order: 'Order {{number}}', tracking: 'Tracking number' },
  { de: { from: 'Von', to: 'An', order: 'Auftrag {{number}}', tracking: 'Sendungsnummer' } },
);
