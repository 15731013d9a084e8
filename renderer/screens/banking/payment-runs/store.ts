import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'waiting', name: t('waiting'), filter: [{ column: 'state', op: 'in', values: ['draft', 'approved'] }] },
];

/** Filters, order, columns and place of the list of payment runs. */
export const usePaymentRunsView = listView({ viewId: 'all' });
