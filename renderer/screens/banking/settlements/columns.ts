import { negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type SettlementColumn = ListColumn<'banking.settlements'>;

const figure = (id: 'opening' | 'transactions' | 'payout' | 'closing', currency: string): SettlementColumn => ({
  id,
  title: t(id, { currency }),
  width: 140,
  numeric: true,
  text: (s) => money(s[id], s.currency),
  tone: (s) => negative(s[id]),
  link: (s) => `/settlements/${s.id}`,
});

/** Opening + transactions - payout = closing, from left to right. */
export const columns = (currency: string): readonly SettlementColumn[] => [
  { id: 'externalId', title: t('settlement'), grow: true, text: (s) => s.externalId, link: (s) => `/settlements/${s.id}` },
  {
    id: 'channelName',
    title: t('channel'),
    width: 170,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (s) => s.channelName,
    link: (s) => recordPath(s.channelId),
  },
  { id: 'paidOn', title: t('paid'), width: 110, sort: 'paidOn', filter: { by: 'paidOn', kind: 'day' }, text: (s) => day(s.paidOn) },
  figure('opening', currency),
  figure('transactions', currency),
  figure('payout', currency),
  figure('closing', currency),
  {
    id: 'state',
    title: t('state'),
    width: 120,
    dot: true,
    filter: { by: 'state', kind: 'set' },
    text: (s) => words(s.state),
    tone: (s) => (s.state === 'posted' ? 'good' : 'bad'),
  },
];
