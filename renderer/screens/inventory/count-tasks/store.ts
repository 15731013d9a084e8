import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const waiting = { column: 'state', op: 'in', values: ['open', 'recount'] } as const;

export const presets: readonly Preset[] = [
  { id: 'waiting', name: t('waiting'), filter: [{ ...waiting, values: [...waiting.values] }] },
  { id: 'counted', name: t('counted'), filter: [{ column: 'state', op: 'in', values: ['counted'] }] },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of counts. */
export const useCountTasksView = listView({ viewId: 'waiting', filter: [{ ...waiting, values: [...waiting.values] }] });
