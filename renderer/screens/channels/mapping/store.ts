import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'money', name: t('byMoney') },
  { id: 'times', name: t('byTimes'), sort: [{ column: 'occurrences', direction: 'desc' }] },
];

/** Filters, order, columns and place of the list of unknown SKUs. */
export const useMappingView = listView({ viewId: 'money' });
