import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import type { Entry, ReturnLine } from './store.ts';
import { t } from './text.ts';

/** Units of a line that still wait for a decision. */
export const waitingOf = (l: ReturnLine): number => (l.moveId === null ? 0 : l.qty - l.restocked - l.writtenDown);
const some = (qty: number): string => (qty === 0 ? '' : count(qty));

export const lineColumns = (currency: string): readonly Column<ReturnLine>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (l) => String(l.lineNo) },
  { id: 'sku', title: t('sku'), grow: true, text: (l) => l.sku },
  { id: 'qty', title: t('qty'), width: 100, numeric: true, text: (l) => count(l.qty) },
  { id: 'waiting', title: t('waiting'), width: 120, numeric: true, text: (l) => some(waitingOf(l)), tone: () => 'warn' },
  { id: 'restocked', title: t('restocked'), width: 110, numeric: true, text: (l) => some(l.restocked) },
  { id: 'scrapped', title: t('scrapped'), width: 120, numeric: true, text: (l) => some(l.writtenDown) },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 120,
    numeric: true,
    text: (l) => money(l.value, currency),
    tone: (l) => negative(l.value),
  },
  { id: 'flag', title: '', width: 200, text: (l) => (l.costFlag ? t('flagged') : ''), tone: () => 'warn' },
];

export const entryColumns = (currency: string): readonly Column<Entry>[] => [
  { id: 'number', title: t('entry'), width: 160, text: (e) => e.number, link: (e) => `/journal-entries/${e.id}` },
  { id: 'postedOn', title: t('posted'), width: 110, text: (e) => day(e.postedOn) },
  { id: 'memo', title: t('memo'), grow: true, text: (e) => e.memo },
  { id: 'debit', title: t('amount', { currency }), width: 140, numeric: true, text: (e) => money(e.debit, currency) },
];
