import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'failed', name: t('failed'), filter: [{ column: 'state', op: 'in', values: ['failed', 'rejected'] }] },
];

/** Filters, order, columns and place of the list of runs. */
export const useRunsView = listView({ viewId: 'all' });
