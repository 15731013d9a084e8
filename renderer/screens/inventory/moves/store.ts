import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'shipped', name: t('shipped'), filter: [{ column: 'sourceKind', op: 'in', values: ['shipment'] }] },
];

/** Filters, order, columns and place of the list of moves. */
export const useMovesView = listView({ viewId: 'all' });
