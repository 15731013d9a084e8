import type { Column } from '../../../kit/column.ts';
import { count, price, words } from '../../../kit/format.ts';
import type { ItemRow } from './store.ts';
import { t } from './text.ts';

const qty = (i: ItemRow, of: (stock: NonNullable<ItemRow['stock']>) => number) => (i.stock === null ? '' : count(of(i.stock)));

export const columns = (currency: string): readonly Column<ItemRow>[] => [
  { id: 'sku', title: t('sku'), width: 150, sort: 'sku', text: (i) => i.sku, link: (i) => `/items/${i.id}` },
  { id: 'title', title: t('item'), grow: true, sort: 'title', text: (i) => i.title },
  { id: 'category', title: t('category'), width: 130, text: (i) => i.categoryName },
  { id: 'costing', title: t('costing'), width: 90, text: (i) => words(i.costing) },
  { id: 'unit', title: t('unit'), width: 70, text: (i) => i.unit },
  {
    id: 'price',
    title: t('price', { currency }),
    width: 110,
    numeric: true,
    text: (i) => price(i.priceMicros, currency),
  },
  { id: 'sellable', title: t('onHand'), width: 95, numeric: true, text: (i) => qty(i, (s) => s.sellable) },
  { id: 'reserved', title: t('reserved'), width: 95, numeric: true, text: (i) => qty(i, (s) => s.reserved) },
  {
    id: 'available',
    title: t('available'),
    width: 95,
    numeric: true,
    text: (i) => qty(i, (s) => s.sellable - s.reserved),
    tone: (i) => (i.stock !== null && i.stock.sellable - i.stock.reserved <= 0 ? 'warn' : undefined),
  },
  {
    id: 'state',
    title: t('state'),
    width: 150,
    text: (i) => (i.active === 1 ? t('active') : t('inactive')),
    tone: (i) => (i.active === 1 ? 'good' : 'quiet'),
    dot: true,
  },
];
