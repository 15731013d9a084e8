import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'charges', name: t('charges'), filter: [{ column: 'charge', op: 'isNull', value: false }] },
];

/** Filters, order, columns and place of the list of what SKUs mean. */
export const useMeaningsView = listView({ viewId: 'all' });
