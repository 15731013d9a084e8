import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const going = { column: 'state', op: 'in', values: ['released', 'picking', 'picked', 'packed'] } as const;

export const presets: readonly Preset[] = [
  { id: 'going', name: t('going'), filter: [{ ...going, values: [...going.values] }] },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of waves. */
export const useWavesView = listView({ viewId: 'going', filter: [{ ...going, values: [...going.values] }] });
