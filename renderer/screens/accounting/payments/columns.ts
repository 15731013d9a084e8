import { negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'accounting.payments'>[] => [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (p) => p.number,
    link: (p) => `/journal-entries/${p.entryId}`,
  },
  { id: 'paidOn', title: t('paid'), width: 110, sort: 'paidOn', filter: { by: 'paidOn', kind: 'day' }, text: (p) => day(p.paidOn) },
  { id: 'kind', title: t('kind'), width: 120, filter: { by: 'kind', kind: 'set' }, text: (p) => words(p.kind) },
  {
    id: 'partyName',
    title: t('party'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (p) => p.partyName ?? '',
    link: (p) => recordPath(p.partyId ?? ''),
  },
  {
    id: 'channelName',
    title: t('channel'),
    width: 120,
    aside: true,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (p) => p.channelName ?? '',
  },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 150,
    filter: { by: 'orderNumber', kind: 'text' },
    text: (p) => p.orderNumber ?? '',
    link: (p) => recordPath(p.orderId ?? ''),
  },
  { id: 'externalId', title: t('reference'), width: 160, text: (p) => p.externalId ?? '' },
  {
    id: 'flow',
    title: t('amount', { currency }),
    width: 140,
    numeric: true,
    text: (p) => money(p.flow, p.currency),
    tone: (p) => negative(p.flow),
    link: (p) => `/journal-entries/${p.entryId}`,
  },
];
