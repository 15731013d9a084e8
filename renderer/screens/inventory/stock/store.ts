import { listView } from '../../../kit/grid-view.ts';

/** Filters, order, columns and place of the list of stock. */
export const useStockView = listView({ viewId: 'all' });
