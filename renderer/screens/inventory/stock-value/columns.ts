import { type Column, negative } from '../../../kit/column.ts';
import { count, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { withQuery } from '../../../kit/route.ts';
import type { AreaRow } from './store.ts';
import { t } from './text.ts';

/** What an item is worth in an area; the value leads to the layers it is made of. */
export const columns = (currency: string): readonly ListColumn<'inventory.stockValues'>[] => [
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
  { id: 'areaName', title: t('area'), width: 170, filter: { by: 'areaId', kind: 'set', named: true }, text: (s) => s.areaName },
  { id: 'method', title: t('method'), width: 140, text: (s) => words(s.method) },
  {
    id: 'qty',
    title: t('qty'),
    width: 100,
    numeric: true,
    text: (s) => count(s.qty),
    link: (s) => `/moves?sku=${encodeURIComponent(s.sku)}`,
  },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 140,
    numeric: true,
    text: (s) => money(s.value, currency),
    tone: (s) => negative(s.value),
    link: (s) => `/items/${s.itemId}?tab=layers`,
  },
];

/** Each area beside the balance of its account on that day; the balance leads to the lines of the account. */
export const areaColumns = (currency: string, on: string): readonly Column<AreaRow>[] => [
  { id: 'name', title: t('area'), grow: true, text: (a) => a.name },
  { id: 'value', title: t('worth', { currency }), width: 150, numeric: true, text: (a) => money(a.value, currency) },
  {
    id: 'books',
    title: t('books', { currency }),
    width: 150,
    numeric: true,
    text: (a) => money(a.books, currency),
    link: (a) => (a.accountId === '' ? undefined : withQuery(`/accounts/${a.accountId}`, on === '' ? {} : { to: on })),
  },
  {
    id: 'gap',
    title: t('gap'),
    width: 110,
    numeric: true,
    text: (a) => money(a.gap, currency),
    tone: (a) => (a.gap === 0 ? 'good' : 'bad'),
  },
];
