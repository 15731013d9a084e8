import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type ItemRow = OutputOf<'catalog.listItems'>['rows'][number] & {
  /** Over all warehouses; null for a service. */
  readonly stock: { readonly sellable: number; readonly reserved: number } | null;
};
export type ActiveFilter = 'all' | 'active' | 'inactive';

/** Filter, order and place of the list of products. */
export const useItemsView = gridView<ActiveFilter>('all');
