import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const state = (...values: string[]) => ({ column: 'state', op: 'in' as const, values });

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'ok', name: t('onSale'), filter: [state('ok')] },
  { id: 'stopped', name: t('stopped'), filter: [state('blocked', 'expired')] },
];

/** Filters, order, columns and place of the list of lots. */
export const useLotsView = listView({ viewId: 'all' });
