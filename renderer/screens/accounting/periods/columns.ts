import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, day, moment, money, words } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Lock = OutputOf<'accounting.listLocks'>['rows'][number];
export type Exception = OutputOf<'accounting.listLockExceptions'>['rows'][number];
type Reopening = OutputOf<'accounting.listReopenings'>['rows'][number];

const areaOf = (kind: string): string => words(kind);

export const lockColumns: readonly Column<Lock>[] = [
  { id: 'kind', title: t('area'), width: 160, text: (l) => areaOf(l.kind) },
  {
    id: 'through',
    title: t('through'),
    width: 160,
    dot: true,
    text: (l) => (l.through === null ? t('open') : day(l.through)),
    tone: (l) => (l.through === null ? 'good' : 'quiet'),
  },
  { id: 'what', title: t('what'), grow: true, text: (l) => t(l.kind) },
];

export const exceptionColumns: readonly Column<Exception>[] = [
  { id: 'kind', title: t('area'), width: 160, text: (x) => areaOf(x.kind) },
  { id: 'who', title: t('who'), width: 160, text: (x) => x.user ?? t('everybody') },
  { id: 'from', title: t('from'), width: 120, text: (x) => day(x.from) },
  {
    id: 'expires',
    title: t('until'),
    width: 140,
    dot: true,
    text: (x) => (x.endedAt === null ? day(x.expiresOn) : t('ended')),
    hint: (x) => (x.endedAt === null ? '' : moment(x.endedAt)),
    tone: (x) => (x.active ? 'warn' : 'quiet'),
  },
  { id: 'reason', title: t('reason'), grow: true, text: (x) => x.reason },
  { id: 'by', title: t('by'), width: 150, text: (x) => x.madeBy, hint: (x) => moment(x.madeAt) },
];

export const reopeningColumns = (currency: string): readonly Column<Reopening>[] => [
  { id: 'kind', title: t('area'), width: 160, text: (r) => areaOf(r.kind), link: (r) => `/reopenings/${r.id}` },
  { id: 'from', title: t('from'), width: 120, text: (r) => day(r.from) },
  { id: 'to', title: t('to'), width: 120, text: (r) => day(r.to) },
  { id: 'reason', title: t('reason'), grow: true, text: (r) => r.reason },
  { id: 'by', title: t('by'), width: 150, text: (r) => r.askedBy, hint: (r) => moment(r.reopenedAt) },
  { id: 'entries', title: t('since'), width: 110, numeric: true, text: (r) => count(r.entries), link: (r) => `/reopenings/${r.id}` },
  { id: 'debit', title: t('debit', { currency }), width: 130, numeric: true, text: (r) => money(r.debit, currency) },
];
