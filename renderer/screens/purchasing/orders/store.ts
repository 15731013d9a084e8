import { ORDER_STATES } from '../../../../preload/contract/purchasing-lists.ts';
import { words } from '../../../kit/format.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  ...ORDER_STATES.map((state): Preset => ({ id: state, name: words(state), filter: [{ column: 'state', op: 'in', values: [state] }] })),
];

/** Filters, order, columns and place of the list of purchase orders. */
export const usePurchaseOrdersView = listView({ viewId: 'all' });
