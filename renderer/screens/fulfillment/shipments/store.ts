import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'untracked', name: t('untracked'), filter: [{ column: 'tracking', op: 'isNull', value: true }] },
];

/** Filters, order, columns and place of the list of shipments. */
export const useShipmentsView = listView({ viewId: 'all' });
