import type { Column } from '../../../kit/column.ts';
import { count, money } from '../../../kit/format.ts';
import type { ShipmentLine } from './store.ts';
import { t } from './text.ts';

export const lineColumns = (currency: string): readonly Column<ShipmentLine>[] => [
  { id: 'no', title: t('no'), width: 40, text: (l) => String(l.lineNo) },
  { id: 'sku', title: t('sku'), width: 150, text: (l) => l.sku, link: (l) => `/items/${l.itemId}` },
  { id: 'item', title: t('item'), grow: true, text: (l) => l.title },
  { id: 'qty', title: t('qty'), width: 100, numeric: true, text: (l) => count(l.qty) },
  { id: 'returned', title: t('returned'), width: 100, numeric: true, text: (l) => (l.returned === 0 ? '' : count(l.returned)) },
  {
    id: 'cost',
    title: t('cost', { currency }),
    width: 120,
    numeric: true,
    text: (l) => (l.cost === null ? '' : money(l.cost, currency)),
    hint: () => t('costHint'),
    link: (l) => (l.moveId === null ? undefined : `/items/${l.itemId}?tab=why&move=${l.moveId}`),
  },
];
