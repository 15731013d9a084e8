import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const waiting: Pick<Preset, 'filter'> = { filter: [{ column: 'open', op: 'ne', value: 0 }] };

export const presets: readonly Preset[] = [
  { id: 'waiting', name: t('waiting'), ...waiting },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of bank lines. */
export const useBankLinesView = listView({ viewId: 'waiting', ...waiting });
