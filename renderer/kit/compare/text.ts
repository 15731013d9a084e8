import { texts } from '../text.ts';

export const t = texts('compare', {
  label: 'Compare with',
  none: 'Nothing',
  'previous-period': 'Period before',
  'previous-year': 'Year before',
});
