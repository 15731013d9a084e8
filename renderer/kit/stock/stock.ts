import { negative } from '../column.ts';
import { count, words } from '../format.ts';
import type { ListColumn } from '../grid/list-source.ts';
import type { Preset } from '../grid/Views.tsx';
import { t } from './text.ts';

/** Views every list of stock opens with. */
export const stockViews: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'sellable', name: t('sellable'), filter: [{ column: 'status', op: 'in', values: ['sellable'] }] },
  { id: 'apart', name: t('apart'), filter: [{ column: 'status', op: 'in', values: ['quarantine', 'returned', 'damaged', 'hold'] }] },
  { id: 'under-way', name: t('underWay'), filter: [{ column: 'status', op: 'in', values: ['in-transit'] }] },
];

/** What stands where, how, and how many: the columns of lists of stock, of now and of any time. */
export const stockColumns: readonly ListColumn<'inventory.stockAt'>[] = [
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
    tone: (s) => negative(s.onHand),
    link: (s) => `/moves?sku=${encodeURIComponent(s.sku)}`,
  },
];
