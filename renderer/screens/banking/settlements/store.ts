import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'incomplete', name: t('incomplete'), filter: [{ column: 'state', op: 'in', values: ['incomplete'] }] },
];

/** Filters, order, columns and place of the list of settlements. */
export const useSettlementsView = listView({ viewId: 'all' });
