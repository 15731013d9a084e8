import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export type Settlement = OutputOf<'banking.getSettlement'>;
export type Line = OutputOf<'banking.listSettlementLines'>['rows'][number];
type Kind = Settlement['kinds'][number];

export const kindColumns = (s: Settlement): readonly Column<Kind>[] => [
  { id: 'kind', title: t('kind'), width: 200, text: (k) => words(k.kind), link: () => `/settlements/${s.id}?tab=lines` },
  { id: 'type', title: t('type'), grow: true, text: (k) => k.type },
  { id: 'lines', title: t('count'), width: 90, numeric: true, text: (k) => count(k.lines) },
  {
    id: 'amount',
    title: t('amount', { currency: s.currency }),
    width: 140,
    numeric: true,
    text: (k) => money(k.amount, s.currency),
    tone: (k) => negative(k.amount),
    link: () => `/settlements/${s.id}?tab=lines`,
  },
];

export const lineColumns = (currency: string): readonly ListColumn<'banking.settlementLines'>[] => [
  { id: 'lineNo', title: t('line'), width: 60, numeric: true, text: (l) => String(l.lineNo) },
  { id: 'happenedOn', title: t('day'), width: 100, text: (l) => day(l.happenedOn) },
  { id: 'kind', title: t('kind'), width: 150, text: (l) => words(l.kind) },
  { id: 'type', title: t('type'), width: 190, text: (l) => l.type },
  { id: 'order', title: t('order'), width: 150, text: (l) => l.orderNumber ?? '', link: (l) => recordPath(l.orderId ?? '') },
  { id: 'their', title: t('their'), width: 170, text: (l) => l.orderRef ?? '' },
  { id: 'words', title: t('words'), grow: true, text: (l) => l.label },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    dot: true,
    text: (l) => (l.state === 'plain' ? '' : words(l.state)),
    tone: (l) => (l.state === 'matched' ? 'good' : l.state === 'unmatched' ? 'bad' : undefined),
  },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.amount, currency),
    tone: (l) => negative(l.amount),
  },
];
