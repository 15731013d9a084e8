import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export type AreaRow = OutputOf<'inventory.valueByArea'>['rows'][number];

export const presets: readonly Preset[] = [{ id: 'all', name: t('bySku') }];

/** Filters, order, columns and place of the list. */
export const useStockValueView = listView({ viewId: 'all' });

/** The day that was asked for last; nothing: now. */
export const useValueDay = create<{ readonly on: string }>(() => ({ on: '' }));
