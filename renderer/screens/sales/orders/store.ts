import type { ListRow } from '../../../kit/grid/list-source.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export type OrderRow = ListRow<'sales.orders'>;

const inState = (state: OrderRow['state']): Pick<Preset, 'filter'> => ({ filter: [{ column: 'state', op: 'in', values: [state] }] });

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'open', name: t('open'), ...inState('open') },
  { id: 'completed', name: t('completed'), ...inState('completed') },
  { id: 'cancelled', name: t('cancelled'), ...inState('cancelled') },
];

/** Filters, order, columns and place of the list of orders. */
export const useOrdersView = listView({ viewId: 'all' });
