import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, rate, roleWords, words } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import type { Category, TaxClass, Unit } from './actions.ts';
import { t } from './text.ts';

type TaxCode = OutputOf<'accounting.listTaxCodes'>['rows'][number];

/** Where a row of this screen is changed: its name opens the dialog. */
const change = (kind: 'category' | 'unit' | 'tax', key: string): string => withQuery('/catalogue', { change: `${kind} ${key}` });

export const categoryColumns: readonly Column<Category>[] = [
  { id: 'name', title: t('category'), width: 240, text: (c) => c.name, link: (c) => change('category', c.id) },
  { id: 'costing', title: t('costing'), width: 180, text: (c) => words(c.costing), hint: () => t('costingHint') },
  { id: 'revenue', title: t('revenueRole'), width: 210, text: (c) => roleWords(c.revenueRole), hint: (c) => c.revenueRole },
  { id: 'cogs', title: t('cogsRole'), grow: true, text: (c) => roleWords(c.cogsRole), hint: (c) => c.cogsRole },
  { id: 'products', title: t('products'), width: 90, text: () => t('show'), link: (c) => withQuery('/items', { categoryId: c.id }) },
];

export const unitColumns: readonly Column<Unit>[] = [
  { id: 'code', title: t('code'), width: 240, text: (u) => u.code, link: (u) => change('unit', u.code) },
  { id: 'name', title: t('name'), grow: true, text: (u) => u.name },
  { id: 'steps', title: t('steps'), width: 150, numeric: true, text: (u) => count(u.steps), hint: () => t('stepsHint') },
];

/** `codes` are the tax codes of the books, where they may be seen. */
export const taxClassColumns = (codes: readonly TaxCode[]): readonly Column<TaxClass>[] => [
  { id: 'code', title: t('code'), width: 240, text: (c) => c.code, link: (c) => change('tax', c.code) },
  { id: 'name', title: t('name'), width: 300, text: (c) => c.name },
  {
    id: 'rates',
    title: t('rates'),
    grow: true,
    text: (c) => codes.flatMap((x) => (x.taxClass === c.code ? [`${x.code} ${rate(x.ratePpm)}`] : [])).join(', '),
    link: () => '/settings',
  },
  { id: 'products', title: t('products'), width: 90, text: () => t('show'), link: (c) => withQuery('/items', { taxClass: c.code }) },
];
