import { create } from 'zustand';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'sellable', name: t('sellable'), filter: [{ column: 'status', op: 'in', values: ['sellable'] }] },
  { id: 'apart', name: t('apart'), filter: [{ column: 'status', op: 'in', values: ['quarantine', 'returned', 'damaged', 'hold'] }] },
  { id: 'under-way', name: t('underWay'), filter: [{ column: 'status', op: 'in', values: ['in-transit'] }] },
];

/** Filters, order, columns and place of the list. */
export const useStockAtView = listView({ viewId: 'all' });

/** The time that was asked for last, as it was typed; nothing: the start of today. */
export const useAsked = create<{ readonly local: string | undefined }>(() => ({ local: undefined }));
