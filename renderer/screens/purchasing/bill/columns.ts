import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { Applied, BillLine, Instalment, Part } from './store.ts';
import { t } from './text.ts';

const some = (amount: number, currency: string): string => (amount === 0 ? '' : money(amount, currency));

export const lineColumns = (currency: string): readonly Column<BillLine>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (l) => String(l.lineNo) },
  {
    id: 'order',
    title: t('order'),
    width: 150,
    text: (l) => l.orderNumber ?? '',
    link: (l) => (l.orderId === null ? undefined : `/purchase-orders/${l.orderId}`),
  },
  { id: 'sku', title: t('sku'), width: 130, text: (l) => l.sku ?? '' },
  { id: 'title', title: t('item'), grow: true, text: (l) => l.title },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (l) => (l.qty === null ? '' : count(l.qty)) },
  { id: 'net', title: t('net'), width: 110, numeric: true, text: (l) => money(l.net, currency), tone: (l) => negative(l.net) },
  { id: 'tax', title: t('tax'), width: 100, numeric: true, text: (l) => some(l.tax, currency) },
  { id: 'matched', title: t('matched'), width: 120, numeric: true, text: (l) => some(l.matched, currency) },
  {
    id: 'toStock',
    title: t('toStock'),
    width: 100,
    numeric: true,
    text: (l) => some(l.toStock, currency),
    tone: (l) => negative(l.toStock),
  },
  { id: 'toSold', title: t('toSold'), width: 100, numeric: true, text: (l) => some(l.toSold, currency), tone: (l) => negative(l.toSold) },
];

/** Lines as the supplier wrote them beside what they are in the company's currency; the tax of the whole stands above. */
export const writtenColumns = (currency: string, written: string): readonly Column<BillLine>[] =>
  lineColumns(currency).flatMap((column): Column<BillLine>[] => {
    if (column.id === 'tax') return [];
    if (column.id === 'net')
      return [
        { ...column, id: 'written', title: t('netOf', { currency: written }), text: (l) => money(l.written?.net ?? 0, written) },
        { ...column, title: t('netOf', { currency }) },
      ];
    if (column.id !== 'matched') return [column];
    const exchange = (l: BillLine) => l.written?.exchange ?? 0;
    return [
      { ...column, width: 100 },
      {
        id: 'exchange',
        title: t('exchangeOf'),
        width: 90,
        numeric: true,
        text: (l) => some(exchange(l), currency),
        tone: (l) => negative(exchange(l)),
      },
    ];
  });

export const partColumns = (currency: string): readonly Column<Part>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (p) => String(p.lineNo) },
  { id: 'sku', title: t('sku'), width: 160, text: (p) => p.sku },
  {
    id: 'where',
    title: t('where'),
    grow: true,
    text: (p) => (p.areaCode === null ? words(p.role ?? '') : t('onStock', { area: p.areaCode })),
  },
  { id: 'qty', title: t('units'), width: 100, numeric: true, text: (p) => count(p.qty) },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 140,
    numeric: true,
    text: (p) => money(p.value, currency),
    tone: (p) => negative(p.value),
  },
];

/** The parts it falls due in; what is paid settles the earliest first. */
export const instalmentColumns = (currency: string): readonly Column<Instalment>[] => [
  { id: 'dueOn', title: t('due'), grow: true, text: (p) => day(p.dueOn) },
  { id: 'amount', title: t('instalment', { currency }), width: 160, numeric: true, text: (p) => money(p.amount, currency) },
  { id: 'open', title: t('openOfPart', { currency }), width: 160, numeric: true, text: (p) => money(p.open, currency) },
];

/** What was paid in advance and applied to it; each leads to the entry that applied it. */
export const appliedColumns = (currency: string): readonly Column<Applied>[] => [
  { id: 'number', title: t('advance'), grow: true, text: (p) => p.number, link: (p) => `/journal-entries/${p.entryId}` },
  { id: 'appliedOn', title: t('appliedOn'), width: 120, text: (p) => day(p.appliedOn) },
  { id: 'amount', title: t('applied', { currency }), width: 160, numeric: true, text: (p) => money(p.amount, currency) },
];
