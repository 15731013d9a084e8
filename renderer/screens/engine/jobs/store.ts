import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const inStates = (...values: string[]) => [{ column: 'state' as const, op: 'in' as const, values }];

/** Jobs something can be done about. */
export const UNFINISHED = inStates('waiting', 'running', 'failed', 'dead', 'cancelled');

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'going', name: t('going'), filter: inStates('waiting', 'running') },
  { id: 'failed', name: t('failed'), filter: inStates('failed', 'dead') },
];

/** Filters, order, columns and place of the list of jobs. */
export const useJobsView = listView({ viewId: 'all' });
