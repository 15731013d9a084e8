import { count, day, rate } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const yes = (value: string) => value === '1';

export const columns: readonly ListColumn<'sales.priceLists'>[] = [
  {
    id: 'name',
    title: t('name'),
    grow: true,
    sort: 'name',
    filter: { by: 'name', kind: 'text' },
    text: (l) => l.name,
    link: (l) => `/price-lists/${l.id}`,
  },
  { id: 'tiers', title: t('tiers'), width: 180, text: (l) => l.tiers },
  { id: 'customers', title: t('customers'), width: 100, numeric: true, text: (l) => (l.customers === 0 ? '' : count(l.customers)) },
  { id: 'items', title: t('items'), width: 100, numeric: true, text: (l) => (l.items === 0 ? '' : count(l.items)) },
  { id: 'offPpm', title: t('off'), width: 110, numeric: true, text: (l) => (l.offPpm === null ? '' : rate(l.offPpm)) },
  {
    id: 'includesTax',
    title: t('tax'),
    width: 110,
    filter: { by: 'includesTax', kind: 'set', words: (value) => t(yes(value) ? 'withTax' : 'withoutTax') },
    text: (l) => t(l.includesTax === 1 ? 'withTax' : 'withoutTax'),
  },
  { id: 'validFrom', title: t('from'), width: 110, text: (l) => (l.validFrom === null ? '' : day(l.validFrom)) },
  { id: 'validTo', title: t('to'), width: 110, text: (l) => (l.validTo === null ? '' : day(l.validTo)) },
  {
    id: 'active',
    title: t('state'),
    width: 90,
    filter: { by: 'active', kind: 'set', words: (value) => t(yes(value) ? 'on' : 'offUse') },
    text: (l) => t(l.active === 1 ? 'on' : 'offUse'),
    tone: (l) => (l.active === 1 ? 'good' : 'quiet'),
  },
];
