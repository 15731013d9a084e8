import { moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'sales.holds'>[] => [
  {
    id: 'severity',
    title: t('severity'),
    width: 92,
    filter: { by: 'severity', kind: 'set' },
    text: (h) => t(h.severity),
    tone: (h) => (h.severity === 'block' ? 'bad' : 'warn'),
    dot: true,
  },
  {
    id: 'number',
    title: t('order'),
    width: 130,
    filter: { by: 'number', kind: 'text' },
    text: (h) => h.number,
    link: (h) => `/orders/${h.orderId}?tab=holds`,
  },
  {
    id: 'rule',
    title: t('rule'),
    width: 190,
    filter: { by: 'code', kind: 'set', named: true },
    text: (h) => (h.rule === h.code ? words(h.code) : h.rule),
    hint: (h) => h.code,
  },
  { id: 'detail', title: t('why'), grow: true, text: (h) => h.detail, hint: (h) => h.detail },
  {
    id: 'partyName',
    title: t('customer'),
    width: 140,
    filter: { by: 'partyName', kind: 'text' },
    text: (h) => h.partyName,
    link: (h) => `/customers/${h.partyId}`,
  },
  {
    id: 'channelName',
    title: t('channel'),
    width: 100,
    aside: true,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (h) => h.channelName ?? '',
  },
  { id: 'country', title: t('country'), width: 54, aside: true, text: (h) => h.country },
  { id: 'total', title: t('total', { currency }), width: 110, numeric: true, text: (h) => money(h.total, h.currency) },
  { id: 'owner', title: t('owner'), width: 130, filter: { by: 'owner', kind: 'text' }, text: (h) => h.owner },
  {
    id: 'assignee',
    title: t('assignee'),
    width: 110,
    filter: { by: 'assigneeId', kind: 'set', named: true },
    text: (h) => h.assignee ?? '',
  },
  { id: 'placedAt', title: t('since'), width: 150, sort: 'placedAt', text: (h) => moment(h.placedAt) },
  {
    id: 'dueAt',
    title: t('due'),
    width: 150,
    sort: 'dueAt',
    text: (h) => (h.dueAt === null ? '' : moment(h.dueAt)),
    filter: { by: 'due', kind: 'set' },
    tone: (h) => (h.due === 'overdue' ? 'bad' : undefined),
  },
];
