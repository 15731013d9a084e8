import { count, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'fulfillment.parcels'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (p) => p.number,
    link: (p) => `/waves/${p.waveId}?tab=parcels`,
  },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 145,
    filter: { by: 'orderNumber', kind: 'text' },
    text: (p) => p.orderNumber,
    link: (p) => `/orders/${p.orderId}`,
  },
  { id: 'partyName', title: t('party'), grow: true, text: (p) => p.partyName },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 100,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (p) => p.warehouseCode,
  },
  {
    id: 'state',
    title: t('state'),
    width: 100,
    filter: { by: 'state', kind: 'set' },
    text: (p) => words(p.state),
    tone: (p) => (p.state === 'packed' ? 'warn' : p.state === 'shipped' ? 'good' : 'quiet'),
    dot: true,
    link: (p) => (p.shipmentId === null ? undefined : `/shipments/${p.shipmentId}`),
  },
  { id: 'carrier', title: t('carrier'), width: 110, filter: { by: 'carrier', kind: 'set', words: (c) => c }, text: (p) => p.carrier ?? '' },
  { id: 'tracking', title: t('tracking'), width: 110, filter: { by: 'tracking', kind: 'text' }, text: (p) => p.tracking ?? '' },
  {
    id: 'weightGrams',
    title: t('weight'),
    width: 90,
    numeric: true,
    aside: true,
    text: (p) => (p.weightGrams === null ? '' : count(p.weightGrams)),
  },
  { id: 'qty', title: t('units'), width: 70, numeric: true, text: (p) => count(p.qty) },
  { id: 'packedAt', title: t('packed'), width: 150, aside: true, text: (p) => (p.packedAt === null ? '' : moment(p.packedAt)) },
  {
    id: 'manifestNumber',
    title: t('manifest'),
    width: 145,
    filter: { by: 'manifestId', kind: 'set', named: true },
    text: (p) => p.manifestNumber ?? '',
    link: (p) => (p.manifestId === null ? undefined : withQuery('/parcels', { manifestId: p.manifestId })),
  },
];
