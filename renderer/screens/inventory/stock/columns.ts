import { negative } from '../../../kit/column.ts';
import { count, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const some = (qty: number | null): string => (qty === null ? '' : count(qty));

export const columns = (currency: string): readonly ListColumn<'inventory.stock'>[] => [
  {
    id: 'sku',
    title: t('sku'),
    width: 140,
    sort: 'sku',
    filter: { by: 'sku', kind: 'text' },
    text: (s) => s.sku,
    link: (s) => `/items/${s.itemId}`,
  },
  { id: 'title', title: t('item'), grow: true, filter: { by: 'title', kind: 'text' }, text: (s) => s.title },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 95,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (s) => s.warehouseCode ?? '',
  },
  {
    id: 'locationCode',
    title: t('place'),
    width: 150,
    filter: { by: 'locationId', kind: 'set', named: true },
    text: (s) => s.locationCode,
  },
  {
    id: 'status',
    title: t('status'),
    width: 120,
    filter: { by: 'status', kind: 'set' },
    text: (s) => words(s.status),
    tone: (s) => (s.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  {
    id: 'onHand',
    title: t('onHand'),
    width: 90,
    numeric: true,
    text: (s) => count(s.onHand),
    tone: (s) => negative(s.onHand),
    link: (s) => `/moves?sku=${encodeURIComponent(s.sku)}`,
  },
  {
    id: 'reserved',
    title: t('reserved'),
    width: 90,
    numeric: true,
    text: (s) => some(s.reserved),
    hint: () => t('reservedHint'),
    link: (s) => (s.reserved ? `/items/${s.itemId}?tab=promises` : undefined),
  },
  {
    id: 'available',
    title: t('available'),
    width: 90,
    numeric: true,
    text: (s) => some(s.available),
    tone: (s) => (s.available === 0 ? 'warn' : undefined),
  },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 110,
    numeric: true,
    text: (s) => money(s.value, currency),
    link: (s) => `/items/${s.itemId}?tab=layers`,
  },
];
