import { type Column, negative } from '../../../kit/column.ts';
import { count, money, words } from '../../../kit/format.ts';
import type { StockRow } from './store.ts';
import { t } from './text.ts';

const some = (qty: number | null): string => (qty === null ? '' : count(qty));

export const columns = (currency: string): readonly Column<StockRow>[] => [
  { id: 'sku', title: t('sku'), width: 140, text: (s) => s.sku, link: (s) => `/items/${s.itemId}` },
  { id: 'title', title: t('item'), grow: true, text: (s) => s.title },
  { id: 'warehouse', title: t('warehouse'), width: 95, text: (s) => s.warehouseCode ?? '' },
  { id: 'location', title: t('place'), width: 150, text: (s) => s.locationCode },
  {
    id: 'status',
    title: t('status'),
    width: 120,
    text: (s) => words(s.status),
    tone: (s) => (s.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  { id: 'onHand', title: t('onHand'), width: 90, numeric: true, text: (s) => count(s.onHand), tone: (s) => negative(s.onHand) },
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
