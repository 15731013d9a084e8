import { count, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { stockColumns } from '../../../kit/stock/stock.ts';
import { t } from './text.ts';

const some = (qty: number | null): string => (qty === null ? '' : count(qty));

export const columns = (currency: string): readonly ListColumn<'inventory.stock'>[] => [
  ...stockColumns,
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
