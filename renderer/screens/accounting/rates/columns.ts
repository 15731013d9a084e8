import { formatDecimal } from '../../../../preload/contract/values/money.ts';
import { RATE_DECIMALS, rateText } from '../../../../preload/contract/values/rate.ts';
import { currencyName, day, decimal, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

/** One side of a rate as it was told. */
const side = (nano: number): string => decimal(formatDecimal(nano, RATE_DECIMALS));

export const columnsIn = (currency: string): readonly ListColumn<'accounting.rates'>[] => [
  {
    id: 'rateOn',
    title: t('on'),
    width: 120,
    sort: 'rateOn',
    filter: { by: 'rateOn', kind: 'day' },
    text: (r) => day(r.rateOn),
    link: (r) => `/exchange-rates/${r.id}`,
  },
  {
    id: 'currency',
    title: t('currency'),
    width: 220,
    filter: { by: 'currency', kind: 'set', words: currencyName },
    text: (r) => currencyName(r.currency),
  },
  { id: 'rate', title: t('rate', { currency }), field: 'company', width: 160, numeric: true, text: (r) => decimal(rateText(r)) },
  {
    id: 'quoted',
    title: t('quoted'),
    field: 'foreign',
    grow: true,
    text: (r) => t('quote', { foreign: side(r.foreign), code: r.currency, company: side(r.company), currency }),
  },
  { id: 'source', title: t('source'), width: 120, filter: { by: 'source', kind: 'set' }, text: (r) => words(r.source) },
  { id: 'setAt', title: t('setAt'), width: 160, text: (r) => moment(r.setAt) },
];
