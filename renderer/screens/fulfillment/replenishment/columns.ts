import { count, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'fulfillment.replenishTasks'>[] = [
  { id: 'sku', title: t('sku'), width: 120, text: (r) => r.sku, link: (r) => `/items/${r.itemId}` },
  { id: 'title', title: t('item'), grow: true, text: (r) => r.title },
  { id: 'from', title: t('from'), width: 110, text: (r) => r.from, link: (r) => `/places/${r.fromLocationId}` },
  { id: 'to', title: t('to'), width: 90, text: (r) => r.to, link: (r) => `/places/${r.toLocationId}` },
  { id: 'lot', title: t('lot'), width: 80, text: (r) => r.lot ?? '' },
  { id: 'qty', title: t('asked'), width: 70, numeric: true, text: (r) => count(r.qty) },
  { id: 'moved', title: t('moved'), width: 76, numeric: true, text: (r) => (r.state === 'done' ? count(r.moved) : '') },
  { id: 'reason', title: t('why'), width: 120, filter: { by: 'reason', kind: 'set' }, text: (r) => words(r.reason) },
  {
    id: 'state',
    title: t('state'),
    width: 90,
    filter: { by: 'state', kind: 'set' },
    text: (r) => words(r.state),
    tone: (r) => (r.state === 'open' ? 'warn' : r.moved === r.qty ? 'good' : 'quiet'),
    dot: true,
  },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 100,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (r) => r.warehouseCode,
  },
  { id: 'madeAt', title: t('since'), width: 150, sort: 'madeAt', text: (r) => moment(r.madeAt) },
];
