import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { count, day, moment, money, price, words } from '../../../kit/format.ts';
import type { Order, OrderHold, OrderInvoice, OrderLine, Shipment } from './store.ts';

export const ORDER_TONES: Readonly<Record<Order['state'], Tone>> = { open: 'warn', completed: 'good', cancelled: 'quiet' };

/** A quantity that may well be nought: nought is left blank so that what happened stands out. */
const some = (qty: number): string => (qty === 0 ? '' : count(qty));

export const lineColumns = (currency: string): readonly Column<OrderLine>[] => [
  { id: 'lineNo', title: 'No.', width: 40, text: (l) => String(l.lineNo) },
  { id: 'sku', title: 'SKU', width: 92, text: (l) => l.sku, link: (l) => (l.itemId === null ? undefined : `/items/${l.itemId}`) },
  { id: 'title', title: 'Description', grow: true, text: (l) => l.title },
  { id: 'qty', title: 'Ordered', width: 82, numeric: true, text: (l) => count(l.qty) },
  { id: 'shipped', title: 'Shipped', width: 80, numeric: true, text: (l) => some(l.qtyShipped) },
  { id: 'invoiced', title: 'Invoiced', width: 84, numeric: true, text: (l) => some(l.qtyInvoiced) },
  { id: 'cancelled', title: 'Cancelled', width: 90, numeric: true, text: (l) => some(l.qtyCancelled) },
  { id: 'returned', title: 'Returned', width: 86, numeric: true, text: (l) => some(l.qtyReturned) },
  { id: 'price', title: 'Price', width: 74, numeric: true, text: (l) => price(l.unitPriceMicros, currency) },
  { id: 'net', title: 'Net', width: 84, numeric: true, text: (l) => money(l.net, currency), tone: (l) => negative(l.net) },
  { id: 'tax', title: 'Tax', width: 72, numeric: true, text: (l) => money(l.tax, currency) },
  { id: 'total', title: 'Total', width: 84, numeric: true, text: (l) => money(l.total, currency), tone: (l) => negative(l.total) },
];

export const holdColumns: readonly Column<OrderHold>[] = [
  {
    id: 'severity',
    title: 'Hold',
    width: 110,
    text: (h) => (h.releasedAt === null ? (h.severity === 'block' ? 'Blocks' : 'Warns') : 'Lifted'),
    tone: (h) => (h.releasedAt === null ? (h.severity === 'block' ? 'bad' : 'warn') : 'quiet'),
    dot: true,
  },
  { id: 'code', title: 'Reason', width: 180, text: (h) => words(h.code) },
  { id: 'detail', title: 'What is so', grow: true, text: (h) => h.detail },
  { id: 'owner', title: 'Looked after by', width: 130, text: (h) => words(h.owner) },
  { id: 'placedAt', title: 'Since', width: 175, text: (h) => moment(h.placedAt) },
  { id: 'release', title: 'Lifted because', width: 180, text: (h) => h.releaseReason ?? '' },
];

export const shipmentColumns: readonly Column<Shipment>[] = [
  { id: 'number', title: 'Shipment', width: 150, text: (s) => s.number, link: (s) => `/shipments/${s.id}` },
  { id: 'shippedOn', title: 'Shipped', width: 110, text: (s) => day(s.shippedOn), hint: (s) => moment(s.shippedAt) },
  {
    id: 'state',
    title: 'State',
    width: 120,
    text: (s) => words(s.state),
    tone: (s) => (s.state === 'shipped' ? 'good' : 'quiet'),
    dot: true,
  },
  { id: 'carrier', title: 'Carrier', grow: true, text: (s) => s.carrier ?? '' },
  { id: 'tracking', title: 'Tracking', width: 200, text: (s) => s.tracking ?? '' },
];

export const invoiceColumns = (currency: string): readonly Column<OrderInvoice>[] => [
  { id: 'number', title: 'Document', width: 150, text: (i) => i.number },
  { id: 'kind', title: 'Kind', grow: true, text: (i) => words(i.kind) + (i.creditKind === null ? '' : `, ${i.creditKind}`) },
  { id: 'issuedOn', title: 'Issued', width: 110, text: (i) => day(i.issuedOn) },
  { id: 'net', title: 'Net', width: 110, numeric: true, text: (i) => money(i.net, currency), tone: (i) => negative(i.net) },
  { id: 'tax', title: 'Tax', width: 100, numeric: true, text: (i) => money(i.tax, currency), tone: (i) => negative(i.tax) },
  { id: 'total', title: 'Total', width: 110, numeric: true, text: (i) => money(i.total, currency), tone: (i) => negative(i.total) },
  { id: 'open', title: 'Open', width: 110, numeric: true, text: (i) => money(i.open, currency), tone: (i) => negative(i.open) },
];
