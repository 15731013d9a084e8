import { count, day, moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'inventory.moves'>[] => [
  {
    id: 'effectiveOn',
    title: t('on'),
    width: 105,
    sort: 'effectiveOn',
    filter: { by: 'effectiveOn', kind: 'day' },
    text: (m) => day(m.effectiveOn),
    hint: (m) => moment(m.effectiveAt),
  },
  { id: 'sku', title: t('sku'), width: 150, filter: { by: 'sku', kind: 'text' }, text: (m) => m.sku, link: (m) => `/items/${m.itemId}` },
  { id: 'fromCode', title: t('from'), width: 150, filter: { by: 'fromLocationId', kind: 'set', named: true }, text: (m) => m.fromCode },
  { id: 'toCode', title: t('to'), width: 150, filter: { by: 'toLocationId', kind: 'set', named: true }, text: (m) => m.toCode },
  {
    id: 'sourceName',
    title: t('by'),
    grow: true,
    text: (m) => m.sourceName ?? words(m.sourceKind),
    link: (m) => recordPath(m.sourceId),
  },
  {
    id: 'sourceKind',
    title: t('kind'),
    width: 130,
    aside: true,
    filter: { by: 'sourceKind', kind: 'set' },
    text: (m) => words(m.sourceKind),
  },
  {
    id: 'reasonCode',
    title: t('reason'),
    width: 140,
    filter: { by: 'reasonCode', kind: 'set', named: true },
    text: (m) => (m.reasonCode === null ? '' : words(m.reasonCode)),
  },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (m) => count(m.qty) },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 115,
    numeric: true,
    text: (m) => (m.value === null ? '' : money(m.value, currency)),
    link: (m) => `/items/${m.itemId}?tab=why&move=${m.moveId}`,
  },
];
