import { count, price, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { withQuery } from '../../../kit/route.ts';
import type { ItemRow } from './store.ts';
import { t } from './text.ts';

const some = (qty: number | null) => (qty === null ? '' : count(qty));
const activity = (active: number) => (active === 1 ? t('active') : t('inactive'));
const tab = (i: ItemRow, name: string) => withQuery(`/items/${i.id}`, { tab: name });

export const columns = (currency: string): readonly ListColumn<'catalog.items'>[] => [
  {
    id: 'sku',
    title: t('sku'),
    width: 150,
    sort: 'sku',
    filter: { by: 'sku', kind: 'text' },
    text: (i) => i.sku,
    link: (i) => `/items/${i.id}`,
  },
  { id: 'title', title: t('item'), grow: true, sort: 'title', filter: { by: 'title', kind: 'text' }, text: (i) => i.title },
  {
    id: 'categoryName',
    title: t('category'),
    width: 130,
    filter: { by: 'categoryId', kind: 'set', named: true },
    text: (i) => i.categoryName,
  },
  { id: 'costing', title: t('costing'), width: 90, text: (i) => words(i.costing) },
  { id: 'unit', title: t('unit'), width: 70, text: (i) => i.unit },
  { id: 'kind', title: t('kind'), width: 90, aside: true, filter: { by: 'kind', kind: 'set' }, text: (i) => words(i.kind) },
  {
    id: 'taxClass',
    title: t('taxClass'),
    width: 90,
    aside: true,
    filter: { by: 'taxClass', kind: 'set', named: true },
    text: (i) => words(i.taxClass),
  },
  {
    id: 'priceMicros',
    title: t('price', { currency }),
    width: 110,
    numeric: true,
    text: (i) => price(i.priceMicros, currency),
  },
  { id: 'sellable', title: t('onHand'), width: 95, numeric: true, text: (i) => some(i.sellable), link: (i) => tab(i, 'stock') },
  { id: 'reserved', title: t('reserved'), width: 95, numeric: true, text: (i) => some(i.reserved), link: (i) => tab(i, 'promises') },
  {
    id: 'available',
    title: t('available'),
    width: 95,
    numeric: true,
    text: (i) => some(i.available),
    tone: (i) => (i.available !== null && i.available <= 0 ? 'warn' : undefined),
  },
  {
    id: 'active',
    title: t('state'),
    width: 150,
    filter: { by: 'active', kind: 'set', words: (active) => activity(Number(active)) },
    text: (i) => activity(i.active),
    tone: (i) => (i.active === 1 ? 'good' : 'quiet'),
    dot: true,
  },
];
