import { type Column, negative } from '../../../kit/column.ts';
import { count, day, moment, money, price } from '../../../kit/format.ts';
import type { DocumentLine, MoveRow, StockDocument } from './store.ts';
import { t } from './text.ts';

type C = Column<DocumentLine>;
const some = (qty: number | null): string => (qty === null || qty === 0 ? '' : count(qty));

/** What is still on its way of a line of a transfer. */
export const underWay = (l: DocumentLine): number => l.qty - (l.receivedQty ?? 0) - (l.lostQty ?? 0);

/** Columns of the lines of a document, by what its kind knows of them. */
export function lineColumns({ kind, toLocationId }: StockDocument, currency: string): readonly C[] {
  const head: readonly C[] = [
    { id: 'no', title: t('no'), width: 40, text: (l) => String(l.lineNo) },
    { id: 'sku', title: t('sku'), width: 150, text: (l) => l.sku, link: (l) => `/items/${l.itemId}` },
    { id: 'item', title: t('item'), grow: true, text: (l) => l.title },
  ];
  const qty: C = { id: 'qty', title: t('qty'), width: 95, numeric: true, text: (l) => count(l.qty) };
  const value: C = {
    id: 'value',
    title: t('value', { currency }),
    width: 120,
    numeric: true,
    text: (l) => (l.value === null ? '' : money(l.value, currency)),
  };
  const cost: C = {
    id: 'cost',
    title: t('unitCost', { currency }),
    width: 130,
    numeric: true,
    text: (l) => (l.unitCostMicros === null ? '' : price(l.unitCostMicros, currency)),
  };
  if (kind === 'count')
    return [
      ...head,
      { id: 'book', title: t('book'), width: 100, numeric: true, text: (l) => (l.bookQty === null ? '' : count(l.bookQty)) },
      { id: 'counted', title: t('counted'), width: 100, numeric: true, text: (l) => (l.countedQty === null ? '' : count(l.countedQty)) },
      { id: 'difference', title: t('difference'), width: 110, numeric: true, text: (l) => some(l.qty), tone: (l) => negative(l.qty) },
      cost,
    ];
  if (kind === 'transfer')
    return [
      ...head,
      qty,
      // Goods put away go line by line to places of their own.
      ...(toLocationId === null ? [{ id: 'to', title: t('to'), width: 150, text: (l: DocumentLine) => l.toCode ?? '' }] : []),
      { id: 'received', title: t('received'), width: 100, numeric: true, text: (l) => some(l.receivedQty) },
      {
        id: 'lost',
        title: t('lost'),
        width: 80,
        numeric: true,
        text: (l) => some(l.lostQty),
        tone: (l) => (l.lostQty ? 'bad' : undefined),
      },
      { id: 'underWay', title: t('underWay'), width: 110, numeric: true, text: (l) => some(underWay(l)), tone: () => 'warn' },
      value,
    ];
  return kind === 'write-down' ? [...head, qty, value] : [...head, qty, cost, value];
}

export const moveColumns = (currency: string): readonly Column<MoveRow>[] => [
  { id: 'on', title: t('on'), width: 110, text: (m) => day(m.effectiveOn), hint: (m) => moment(m.effectiveAt) },
  { id: 'sku', title: t('sku'), width: 150, text: (m) => m.sku, link: (m) => `/items/${m.itemId}` },
  { id: 'from', title: t('from'), grow: true, text: (m) => m.fromCode },
  { id: 'to', title: t('to'), width: 200, text: (m) => m.toCode },
  { id: 'qty', title: t('qty'), width: 95, numeric: true, text: (m) => count(m.qty) },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 120,
    numeric: true,
    text: (m) => (m.value === null ? '' : money(m.value, currency)),
    link: (m) => `/items/${m.itemId}?tab=why&move=${m.moveId}`,
  },
];
