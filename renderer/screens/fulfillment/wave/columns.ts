import type { Column, Tone } from '../../../kit/column.ts';
import { count, day, moment, words } from '../../../kit/format.ts';
import type { Parcel, Scan, Wave } from './store.ts';
import { t } from './text.ts';

const toneOf = (state: string): Tone =>
  state === 'shipped' || state === 'picked' ? 'good' : state === 'cancelled' || state === 'void' ? 'quiet' : 'warn';

export const orderColumns: readonly Column<Wave['orders'][number]>[] = [
  { id: 'order', title: t('order'), width: 150, text: (o) => o.orderNumber, link: (o) => `/orders/${o.orderId}` },
  { id: 'party', title: t('party'), grow: true, text: (o) => o.partyName },
  { id: 'promised', title: t('promised'), width: 110, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  { id: 'tote', title: t('tote'), width: 150, text: (o) => o.tote ?? '' },
  { id: 'hold', title: t('hold'), width: 120, text: (o) => (o.hold === null ? '' : words(o.hold)), tone: () => 'bad' },
  { id: 'state', title: t('state'), width: 110, text: (o) => words(o.state), tone: (o) => toneOf(o.state), dot: true },
  { id: 'qty', title: t('qty'), width: 80, numeric: true, text: (o) => count(o.qty) },
  { id: 'picked', title: t('picked'), width: 80, numeric: true, text: (o) => count(o.picked) },
  { id: 'staged', title: t('staged'), width: 80, numeric: true, text: (o) => count(o.staged) },
];

export const taskColumns: readonly Column<Wave['tasks'][number]>[] = [
  { id: 'no', title: t('no'), width: 45, text: (p) => count(p.pathNo) },
  { id: 'place', title: t('place'), width: 140, text: (p) => p.place, link: (p) => `/places/${p.locationId}` },
  { id: 'sku', title: t('sku'), width: 150, text: (p) => p.sku, link: (p) => `/items/${p.itemId}` },
  { id: 'item', title: t('item'), grow: true, text: (p) => p.title },
  { id: 'order', title: t('order'), width: 150, text: (p) => p.orderNumber, link: (p) => `/orders/${p.orderId}` },
  { id: 'tote', title: t('tote'), width: 150, text: (p) => p.tote ?? '' },
  { id: 'state', title: t('state'), width: 110, text: (p) => words(p.state), tone: (p) => toneOf(p.state), dot: true },
  { id: 'qty', title: t('qty'), width: 80, numeric: true, text: (p) => count(p.qty) },
  { id: 'picked', title: t('picked'), width: 80, numeric: true, text: (p) => count(p.picked) },
];

export const parcelColumns: readonly Column<Parcel>[] = [
  { id: 'number', title: t('parcel'), width: 150, text: (p) => p.number },
  { id: 'order', title: t('order'), width: 150, text: (p) => p.orderNumber, link: (p) => `/orders/${p.orderId}` },
  { id: 'party', title: t('party'), grow: true, text: (p) => p.partyName },
  { id: 'carrier', title: t('carrier'), width: 120, text: (p) => p.carrier ?? '' },
  { id: 'tracking', title: t('tracking'), width: 150, text: (p) => p.tracking ?? '' },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    text: (p) => words(p.state),
    tone: (p) => toneOf(p.state),
    dot: true,
    link: (p) => (p.shipmentId === null ? undefined : `/shipments/${p.shipmentId}`),
  },
  { id: 'qty', title: t('units'), width: 80, numeric: true, text: (p) => count(p.qty) },
];

export const scanColumns: readonly Column<Scan>[] = [
  { id: 'at', title: t('at'), width: 170, text: (s) => moment(s.at) },
  { id: 'by', title: t('by'), width: 150, text: (s) => s.by },
  { id: 'expects', title: t('expects'), width: 100, text: (s) => words(s.expects) },
  { id: 'code', title: t('code'), grow: true, text: (s) => s.code },
  { id: 'sku', title: t('sku'), width: 150, text: (s) => s.sku ?? '' },
  {
    id: 'outcome',
    title: t('outcome'),
    width: 110,
    text: (s) => words(s.outcome),
    tone: (s) => (s.outcome === 'right' ? 'good' : 'warn'),
    dot: true,
  },
  { id: 'units', title: t('units'), width: 80, numeric: true, text: (s) => count(s.units) },
  { id: 'wait', title: t('wait'), width: 90, numeric: true, text: (s) => count(s.latencyMs), hint: () => t('waitHint') },
];
