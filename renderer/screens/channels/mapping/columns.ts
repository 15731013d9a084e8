import { count, moment, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'channels.unknownSkus'>[] => [
  { id: 'sku', title: t('sku'), width: 170, sort: 'sku', filter: { by: 'sku', kind: 'text' }, text: (u) => u.sku },
  {
    id: 'channelName',
    title: t('channel'),
    width: 160,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (u) => u.channelName,
    link: (u) => `/channels/${u.channelId}?tab=inbox`,
  },
  { id: 'detail', title: t('detail'), grow: true, text: (u) => u.detail },
  {
    id: 'occurrences',
    title: t('times'),
    width: 70,
    numeric: true,
    sort: 'occurrences',
    text: (u) => count(u.occurrences),
    link: (u) => withQuery('/inbox', { channelId: u.channelId, state: 'unresolved' }),
  },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    sort: 'amount',
    text: (u) => money(u.amount, currency),
    link: (u) => withQuery('/inbox', { channelId: u.channelId, state: 'unresolved' }),
  },
  { id: 'since', title: t('since'), width: 165, text: (u) => moment(u.since) },
];
