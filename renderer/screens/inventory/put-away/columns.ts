import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Suggested = OutputOf<'inventory.suggestPutaway'>['rows'][number];
export type Rule = OutputOf<'inventory.listPutawayRules'>['rows'][number];

const WHY = { product: t('why_product'), category: t('why_category'), 'there-already': t('why_there'), stock: t('why_stock') } as const;

export const subjectOf = (r: Rule): string => r.sku ?? t('category', { name: r.categoryName ?? '' });

export const goodsColumns: readonly Column<Suggested>[] = [
  { id: 'sku', title: t('sku'), width: 170, text: (s) => s.sku, link: (s) => `/items/${s.itemId}` },
  { id: 'title', title: t('item'), grow: true, text: (s) => s.title },
  { id: 'qty', title: t('qty'), width: 95, numeric: true, text: (s) => count(s.qty) },
  { id: 'to', title: t('to'), width: 170, text: (s) => s.toCode, link: (s) => `/places/${s.toLocationId}` },
  { id: 'why', title: t('why'), width: 210, text: (s) => WHY[s.why] },
];

export const ruleColumns: readonly Column<Rule>[] = [
  { id: 'subject', title: t('rule'), grow: true, text: subjectOf, link: (r) => (r.itemId === null ? undefined : `/items/${r.itemId}`) },
  { id: 'warehouse', title: t('warehouse'), width: 120, text: (r) => r.warehouseCode },
  { id: 'place', title: t('place'), width: 200, text: (r) => r.locationCode, link: (r) => `/places/${r.locationId}` },
];
