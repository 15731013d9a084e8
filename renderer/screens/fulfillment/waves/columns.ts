import { count, day, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'fulfillment.waves'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (w) => w.number,
    link: (w) => `/waves/${w.id}`,
  },
  {
    id: 'releasedOn',
    title: t('released'),
    width: 110,
    sort: 'releasedOn',
    filter: { by: 'releasedOn', kind: 'day' },
    text: (w) => day(w.releasedOn),
    hint: (w) => moment(w.releasedAt),
  },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 110,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (w) => w.warehouseCode,
  },
  { id: 'method', title: t('method'), width: 110, filter: { by: 'method', kind: 'set' }, text: (w) => words(w.method) },
  {
    id: 'state',
    title: t('state'),
    grow: true,
    filter: { by: 'state', kind: 'set' },
    text: (w) => words(w.state),
    tone: (w) => (w.state === 'shipped' ? 'good' : w.state === 'cancelled' ? 'quiet' : 'warn'),
    dot: true,
  },
  { id: 'orders', title: t('orders'), width: 90, numeric: true, text: (w) => count(w.orders) },
  { id: 'qty', title: t('units'), width: 90, numeric: true, text: (w) => count(w.qty) },
  { id: 'picked', title: t('picked'), width: 90, numeric: true, text: (w) => count(w.picked) },
];
