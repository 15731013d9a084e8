import { count, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'inventory.stockAt'>[] = [
  {
    id: 'sku',
    title: t('sku'),
    width: 150,
    sort: 'sku',
    filter: { by: 'sku', kind: 'text' },
    text: (s) => s.sku,
    link: (s) => `/items/${s.itemId}`,
  },
  { id: 'title', title: t('item'), grow: true, filter: { by: 'title', kind: 'text' }, text: (s) => s.title },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 110,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (s) => s.warehouseCode ?? '',
  },
  {
    id: 'locationCode',
    title: t('place'),
    width: 170,
    filter: { by: 'locationId', kind: 'set', named: true },
    text: (s) => s.locationCode,
  },
  {
    id: 'status',
    title: t('status'),
    width: 130,
    filter: { by: 'status', kind: 'set' },
    text: (s) => words(s.status),
    tone: (s) => (s.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  {
    id: 'onHand',
    title: t('onHand'),
    width: 110,
    numeric: true,
    text: (s) => count(s.onHand),
    link: (s) => `/moves?sku=${encodeURIComponent(s.sku)}`,
  },
];
