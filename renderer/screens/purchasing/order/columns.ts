import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, price } from '../../../kit/format.ts';
import type { Billed, PurchaseLine, Receipt, Returned } from './store.ts';
import { t } from './text.ts';

const some = (qty: number): string => (qty === 0 ? '' : count(qty));

/** Packs as they were ordered, single units otherwise. */
const orderedWords = (l: PurchaseLine): string =>
  l.packCode === null || l.packQty === null ? count(l.qty) : t('packs', { count: count(l.qty / l.packQty), pack: l.packCode });

/** Prices stand in the currency of the order, what is open in the company's. */
export const lineColumns = (currency: string, ordered: string): readonly Column<PurchaseLine>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (l) => String(l.lineNo) },
  { id: 'sku', title: t('sku'), width: 130, text: (l) => l.sku, link: (l) => `/items/${l.itemId}` },
  { id: 'title', title: t('item'), grow: true, text: (l) => l.title },
  { id: 'qty', title: t('ordered'), width: 90, numeric: true, text: (l) => orderedWords(l), hint: (l) => count(l.qty) },
  { id: 'received', title: t('received'), width: 90, numeric: true, text: (l) => some(l.received) },
  { id: 'billed', title: t('billed'), width: 90, numeric: true, text: (l) => some(l.billed) },
  { id: 'price', title: t('price', { currency: ordered }), width: 100, numeric: true, text: (l) => price(l.priceMicros, ordered) },
  { id: 'net', title: t('net', { currency: ordered }), width: 110, numeric: true, text: (l) => money(l.net, ordered) },
  {
    id: 'open',
    title: t('openOf', { currency }),
    width: 130,
    numeric: true,
    text: (l) => (l.open === 0 ? '' : money(l.open, currency)),
    tone: (l) => negative(l.open),
  },
];

export const receiptColumns = (currency: string): readonly Column<Receipt>[] => [
  {
    id: 'number',
    title: t('receipt'),
    width: 160,
    text: (r) => r.number,
    link: (r) => (r.entryId === null ? undefined : `/journal-entries/${r.entryId}`),
  },
  { id: 'receivedOn', title: t('receivedOn'), width: 120, text: (r) => day(r.receivedOn) },
  { id: 'deliveryNote', title: t('deliveryNote'), grow: true, text: (r) => r.deliveryNote },
  { id: 'line', title: t('line'), width: 60, numeric: true, text: (r) => String(r.orderLineNo) },
  { id: 'sku', title: t('sku'), width: 140, text: (r) => r.sku },
  { id: 'qty', title: t('qty'), width: 100, numeric: true, text: (r) => count(r.qty) },
  { id: 'returned', title: t('returned'), width: 100, numeric: true, text: (r) => some(r.returned) },
  { id: 'value', title: t('value', { currency }), width: 120, numeric: true, text: (r) => money(r.value, currency) },
  { id: 'landed', title: t('landed'), width: 100, numeric: true, text: (r) => (r.landed === 0 ? '' : money(r.landed, currency)) },
];

export const returnColumns = (currency: string): readonly Column<Returned>[] => [
  {
    id: 'number',
    title: t('return'),
    width: 160,
    text: (r) => r.number,
    link: (r) => (r.entryId === null ? undefined : `/journal-entries/${r.entryId}`),
  },
  { id: 'returnedOn', title: t('returnedOn'), width: 120, text: (r) => day(r.returnedOn) },
  { id: 'reason', title: t('why'), grow: true, text: (r) => r.reason },
  { id: 'value', title: t('value', { currency }), width: 130, numeric: true, text: (r) => money(r.value, currency) },
  {
    id: 'credit',
    title: t('credit'),
    width: 160,
    text: (r) => r.credit ?? t('notCredited'),
    tone: (r) => (r.credit === null ? 'warn' : undefined),
  },
];

export const billColumns = (currency: string): readonly Column<Billed>[] => [
  { id: 'number', title: t('billNo'), width: 160, text: (b) => b.number, link: (b) => `/bills/${b.billId}` },
  { id: 'reference', title: t('reference'), grow: true, text: (b) => b.reference },
  { id: 'billedOn', title: t('billedOn'), width: 120, text: (b) => day(b.billedOn) },
  { id: 'sku', title: t('sku'), width: 140, text: (b) => b.sku },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (b) => count(b.qty) },
  { id: 'net', title: t('net', { currency }), width: 110, numeric: true, text: (b) => money(b.net, currency) },
  {
    id: 'difference',
    title: t('difference'),
    width: 100,
    numeric: true,
    text: (b) => (b.difference === 0 ? '' : money(b.difference, currency)),
    tone: (b) => negative(b.difference),
  },
  { id: 'toStock', title: t('toStock'), width: 100, numeric: true, text: (b) => (b.toStock === 0 ? '' : money(b.toStock, currency)) },
  { id: 'toSold', title: t('toSold'), width: 100, numeric: true, text: (b) => (b.toSold === 0 ? '' : money(b.toSold, currency)) },
];
