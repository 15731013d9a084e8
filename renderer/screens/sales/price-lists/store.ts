import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'in-use', name: t('inUse'), filter: [{ column: 'active', op: 'eq', value: 1 }] },
];

/** Filters, order, columns and place of the list of price lists. */
export const usePriceListsView = listView({ viewId: 'all' });
