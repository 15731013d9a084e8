import { day, moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const DAY_LENGTH = 10;

export const columns = (currency: string): readonly ListColumn<'sales.holds'>[] => [
  {
    id: 'severity',
    title: t('severity'),
    width: 84,
    filter: { by: 'severity', kind: 'set' },
    text: (h) => t(h.severity),
    tone: (h) => (h.severity === 'block' ? 'bad' : 'warn'),
    dot: true,
  },
  {
    id: 'number',
    title: t('order'),
    width: 124,
    filter: { by: 'number', kind: 'text' },
    text: (h) => h.number,
    link: (h) => `/orders/${h.orderId}?tab=holds`,
  },
  {
    id: 'rule',
    title: t('rule'),
    width: 130,
    filter: { by: 'code', kind: 'set', named: true },
    text: (h) => (h.rule === h.code ? words(h.code) : h.rule),
    hint: (h) => h.code,
  },
  { id: 'detail', title: t('why'), grow: true, text: (h) => h.detail, hint: (h) => h.detail },
  {
    id: 'partyName',
    title: t('customer'),
    width: 110,
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
  { id: 'total', title: t('total', { currency }), width: 86, numeric: true, text: (h) => money(h.total, h.currency) },
  { id: 'owner', title: t('owner'), width: 90, filter: { by: 'owner', kind: 'text' }, text: (h) => h.owner },
  {
    id: 'assignee',
    title: t('assignee'),
    width: 90,
    filter: { by: 'assigneeId', kind: 'set', named: true },
    text: (h) => h.assignee ?? '',
  },
  {
    id: 'placedAt',
    title: t('since'),
    width: 94,
    sort: 'placedAt',
    text: (h) => day(h.placedAt.slice(0, DAY_LENGTH)),
    hint: (h) => moment(h.placedAt),
  },
  {
    id: 'dueAt',
    title: t('due'),
    width: 94,
    sort: 'dueAt',
    text: (h) => (h.dueAt === null ? '' : day(h.dueAt.slice(0, DAY_LENGTH))),
    hint: (h) => (h.dueAt === null ? '' : moment(h.dueAt)),
    filter: { by: 'due', kind: 'set' },
    tone: (h) => (h.due === 'overdue' ? 'bad' : undefined),
  },
];
