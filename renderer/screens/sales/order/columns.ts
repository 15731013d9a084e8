import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { count, day, moment, money, price, words } from '../../../kit/format.ts';
import type { Order, OrderHold, OrderInvoice, OrderRow, Shipment } from './store.ts';
import { t } from './text.ts';

export const ORDER_TONES: Readonly<Record<Order['state'], Tone>> = { open: 'warn', completed: 'good', cancelled: 'quiet' };

/** A quantity that may well be nought: nought is left blank so that what happened stands out. */
const some = (qty: number): string => (qty === 0 ? '' : count(qty));

const goods: readonly Column<OrderRow>[] = [
  { id: 'lineNo', title: t('lineNo'), width: 40, text: (l) => (l.as === 'part' ? '' : String(l.lineNo)) },
  { id: 'sku', title: t('sku'), width: 92, text: (l) => l.sku, link: (l) => (l.itemId === null ? undefined : `/items/${l.itemId}`) },
  { id: 'title', title: t('description'), grow: true, text: (l) => (l.as === 'part' ? t('partOf', { title: l.title }) : l.title) },
  { id: 'qty', title: t('ordered'), width: 82, numeric: true, text: (l) => count(l.qty) },
  { id: 'shipped', title: t('shipped'), width: 80, numeric: true, text: (l) => some(l.qtyShipped) },
  { id: 'invoiced', title: t('invoiced'), width: 84, numeric: true, text: (l) => some(l.qtyInvoiced) },
];
const cancelled: Column<OrderRow> = {
  id: 'cancelled',
  title: t('qtyCancelled'),
  width: 90,
  numeric: true,
  text: (l) => some(l.qtyCancelled),
};
const returned: Column<OrderRow> = { id: 'returned', title: t('returned'), width: 86, numeric: true, text: (l) => some(l.qtyReturned) };

/** Where a price came from that no person and no channel named. */
const sourceOf = (l: OrderRow): string =>
  l.priceBasis === null ? '' : l.priceListName === null ? t('priceOfItem') : t('priceOfList', { list: l.priceListName });

/** What was cancelled or returned has a column only where there is any. */
export const lineColumns = (currency: string, lines: readonly OrderRow[]): readonly Column<OrderRow>[] => {
  // Amounts stand once, on the pack or kit; what its goods hold of them is there to look up.
  const own = (l: OrderRow, amount: number) => (l.as === 'part' ? '' : money(amount, currency));
  const share = (l: OrderRow) => (l.as === 'part' ? t('share', { net: money(l.net, currency) }) : money(l.net, currency));
  return [
    ...goods,
    ...(lines.some((l) => l.qtyCancelled > 0) ? [cancelled] : []),
    ...(lines.some((l) => l.qtyReturned > 0) ? [returned] : []),
    {
      id: 'price',
      title: t('price'),
      width: 74,
      numeric: true,
      text: (l) => (l.as === 'part' ? '' : price(l.unitPriceMicros, currency)),
      hint: (l) => sourceOf(l),
      link: (l) => (l.as === 'part' || l.priceListId === null ? undefined : `/price-lists/${l.priceListId}`),
    },
    {
      id: 'net',
      title: t('net'),
      width: 84,
      numeric: true,
      text: (l) => own(l, l.net),
      tone: (l) => negative(l.net),
      hint: (l) => share(l),
    },
    { id: 'tax', title: t('tax'), width: 72, numeric: true, text: (l) => own(l, l.tax) },
    { id: 'total', title: t('total'), width: 84, numeric: true, text: (l) => own(l, l.total), tone: (l) => negative(l.total) },
  ];
};

/** Why something was lifted has a column only where something was. */
export const holdColumns = (holds: readonly OrderHold[]): readonly Column<OrderHold>[] => [
  {
    id: 'severity',
    title: t('hold'),
    width: 84,
    text: (h) => t(h.releasedAt !== null ? 'lifted' : h.severity === 'block' ? 'block' : 'warn'),
    tone: (h) => (h.releasedAt === null ? (h.severity === 'block' ? 'bad' : 'warn') : 'quiet'),
    dot: true,
  },
  { id: 'rule', title: t('reason'), width: 170, text: (h) => (h.rule === h.code ? words(h.code) : h.rule), hint: (h) => h.code },
  { id: 'detail', title: t('detail'), grow: true, text: (h) => h.detail },
  { id: 'owner', title: t('owner'), width: 120, text: (h) => h.owner },
  { id: 'assignee', title: t('assignee'), width: 100, text: (h) => h.assignee ?? '' },
  { id: 'placedAt', title: t('since'), width: 150, text: (h) => moment(h.placedAt) },
  {
    id: 'dueAt',
    title: t('decideBy'),
    width: 150,
    text: (h) => (h.dueAt === null || h.releasedAt !== null ? '' : moment(h.dueAt)),
    tone: (h) => (h.due === 'overdue' ? 'bad' : undefined),
  },
  ...(holds.some((h) => h.releasedAt !== null)
    ? [{ id: 'release', title: t('liftedBecause'), width: 180, text: (h: OrderHold) => h.releaseReason ?? '' }]
    : []),
];

export const shipmentColumns: readonly Column<Shipment>[] = [
  { id: 'number', title: t('shipment'), width: 150, text: (s) => s.number, link: (s) => `/shipments/${s.id}` },
  { id: 'shippedOn', title: t('shipped'), width: 110, text: (s) => day(s.shippedOn), hint: (s) => moment(s.shippedAt) },
  {
    id: 'state',
    title: t('state'),
    width: 120,
    text: (s) => words(s.state),
    tone: (s) => (s.state === 'shipped' ? 'good' : 'quiet'),
    dot: true,
  },
  { id: 'carrier', title: t('carrier'), grow: true, text: (s) => s.carrier ?? '' },
  { id: 'tracking', title: t('tracking'), width: 200, text: (s) => s.tracking ?? '' },
];

export const invoiceColumns = (currency: string): readonly Column<OrderInvoice>[] => [
  { id: 'number', title: t('document'), width: 150, text: (i) => i.number, link: (i) => `/invoices/${i.id}` },
  { id: 'kind', title: t('kind'), grow: true, text: (i) => words(i.kind) + (i.creditKind === null ? '' : `, ${i.creditKind}`) },
  { id: 'issuedOn', title: t('issued'), width: 110, text: (i) => day(i.issuedOn) },
  { id: 'net', title: t('net'), width: 110, numeric: true, text: (i) => money(i.net, currency), tone: (i) => negative(i.net) },
  { id: 'tax', title: t('tax'), width: 100, numeric: true, text: (i) => money(i.tax, currency), tone: (i) => negative(i.tax) },
  { id: 'total', title: t('total'), width: 110, numeric: true, text: (i) => money(i.total, currency), tone: (i) => negative(i.total) },
  { id: 'open', title: t('open'), width: 110, numeric: true, text: (i) => money(i.open, currency), tone: (i) => negative(i.open) },
];
