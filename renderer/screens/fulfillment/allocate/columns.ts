import type { Column } from '../../../kit/column.ts';
import { count, day, words } from '../../../kit/format.ts';
import type { Outcome } from './outcome.ts';
import type { Due } from './store.ts';
import { t } from './text.ts';

const REASONS = ['one-warehouse-covers', 'no-warehouse-covers', 'stock-short', 'waits-for-whole-order'] as const;
const reasonWords = (code: string | null): string => {
  const known = REASONS.find((r) => r === code);
  return known ? t(known) : words(code ?? '');
};

/** What keeps an order waiting: a hold first, then what the last run (or this one) says. */
const why = (due: Due, reason: string | null): string => (due.hold === null ? reasonWords(reason) : t('hold', { code: words(due.hold) }));

/** Orders due; with outcomes, what the run in view would do for each. */
export function columns(outcomes: ReadonlyMap<string, Outcome> | undefined): readonly Column<Due>[] {
  const head: readonly Column<Due>[] = [
    { id: 'order', title: t('order'), width: 150, text: (d) => d.orderNumber, link: (d) => `/orders/${d.orderId}` },
    { id: 'party', title: t('party'), grow: true, text: (d) => d.partyName },
    { id: 'promised', title: t('promised'), width: 105, text: (d) => (d.promisedOn === null ? '' : day(d.promisedOn)) },
    { id: 'wants', title: t('wants'), width: 75, numeric: true, text: (d) => count(d.wanted) },
    { id: 'kept', title: t('kept'), width: 75, numeric: true, text: (d) => (d.kept === 0 ? '' : count(d.kept)) },
  ];
  const some = (qty: number | undefined) => (qty ? count(qty) : '');
  const of = (d: Due) => outcomes?.get(d.orderId);
  if (!outcomes)
    return [...head, { id: 'why', title: t('why'), width: 300, text: (d) => why(d, d.reason), tone: (d) => (d.hold ? 'bad' : undefined) }];
  return [
    ...head,
    { id: 'gets', title: t('gets'), width: 75, numeric: true, text: (d) => some(of(d)?.gets), tone: () => 'good' },
    { id: 'from', title: t('from'), width: 120, text: (d) => of(d)?.from.join(', ') ?? '' },
    { id: 'short', title: t('short'), width: 100, numeric: true, text: (d) => some(of(d)?.short), tone: () => 'bad' },
    {
      id: 'why',
      title: t('why'),
      width: 240,
      text: (d) => (of(d)?.short ? why(d, of(d)?.reason ?? null) : ''),
      tone: (d) => (d.hold ? 'bad' : undefined),
    },
  ];
}
