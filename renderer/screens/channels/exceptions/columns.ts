import { negative } from '../../../kit/column.ts';
import { count, moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'channels.exceptions'>[] => [
  {
    id: 'state',
    title: t('state'),
    width: 90,
    filter: { by: 'state', kind: 'set' },
    text: (e) => words(e.state),
    tone: (e) => (e.state === 'open' ? 'warn' : 'quiet'),
    dot: true,
  },
  { id: 'kind', title: t('kind'), width: 160, filter: { by: 'kind', kind: 'set' }, text: (e) => words(e.kind) },
  { id: 'channelName', title: t('channel'), width: 120, filter: { by: 'channelId', kind: 'set', named: true }, text: (e) => e.channelName },
  { id: 'subject', title: t('subject'), width: 130, filter: { by: 'subject', kind: 'text' }, text: (e) => e.subject },
  { id: 'detail', title: t('detail'), grow: true, text: (e) => e.detail },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    text: (e) => money(e.amount, currency),
    tone: (e) => negative(e.amount),
  },
  {
    id: 'occurrences',
    title: t('times'),
    width: 70,
    numeric: true,
    text: (e) => count(e.occurrences),
    link: (e) => withQuery('/inbox', { channelId: e.channelId, state: 'unresolved,parked' }),
  },
  {
    id: 'openedAt',
    title: t('since'),
    width: 175,
    sort: 'openedAt',
    filter: { by: 'openedOn', kind: 'day' },
    text: (e) => moment(e.openedAt),
  },
];
