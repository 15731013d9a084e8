import { MARGIN_STEPS } from '../../../../preload/contract/insight-margins.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, money, percent } from '../../../kit/format.ts';
import { type Asked, type MarginRow, pathOf } from './store.ts';
import { t } from './text.ts';

const MILLION = 1_000_000;

/** A row from what it earned to what is left of it. */
export const columns = (currency: string, asked: Asked): readonly Column<MarginRow>[] => [
  { id: 'name', title: t(asked.by), width: 140, text: (r) => r.name ?? t(`none-${asked.by}`), link: (r) => pathOf(r, asked) },
  ...(asked.by === 'channel' || asked.by === 'category' || asked.by === 'customer'
    ? []
    : [{ id: 'detail', title: t('detail'), grow: true, text: (r: MarginRow) => r.detail ?? '' }]),
  { id: 'units', title: t('units'), width: 70, numeric: true, sort: 'units', text: (r) => count(r.units) },
  ...MARGIN_STEPS.map(
    (step): Column<MarginRow> => ({
      id: step,
      title: t(step, { currency }),
      width: step === 'revenue' ? 115 : 88,
      numeric: true,
      sort: step,
      text: (r) => money(r[step], currency),
      ...(step === 'charges' || step === 'later' ? { hint: () => t(`hint-${step}`) } : {}),
    }),
  ),
  {
    id: 'margin',
    title: t('margin', { currency }),
    width: 110,
    numeric: true,
    sort: 'margin',
    text: (r) => money(r.margin, currency),
    tone: (r) => negative(r.margin),
  },
  { id: 'ppm', title: t('share'), width: 75, numeric: true, text: (r) => (r.ppm === null ? '' : percent(r.ppm, MILLION)) },
];
