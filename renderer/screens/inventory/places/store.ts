import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const open = { column: 'active', op: 'eq', value: 1 } as const;

export const presets: readonly Preset[] = [
  { id: 'open', name: t('open'), filter: [open] },
  { id: 'bins', name: t('bins'), filter: [open, { column: 'type', op: 'in', values: ['bin'] }] },
  { id: 'work', name: t('work'), filter: [open, { column: 'type', op: 'in', values: ['dock', 'staging', 'packing'] }] },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of places. */
export const usePlacesView = listView({ viewId: 'open', filter: [open] });
