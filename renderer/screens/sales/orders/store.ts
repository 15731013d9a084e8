import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type OrderRow = OutputOf<'sales.listOrders'>['rows'][number];
export type StateFilter = OrderRow['state'] | 'all';

/** Filter, order and place of the list of orders. */
export const useOrdersView = gridView<StateFilter>('all');
