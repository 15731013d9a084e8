import { create } from 'zustand';
import { listView } from '../../../kit/grid-view.ts';

/** Filters, order, columns and place of the list. */
export const useStockAtView = listView({ viewId: 'all' });

/** The time that was asked for last, as it was typed; nothing: the start of today. */
export const useAsked = create<{ readonly local: string | undefined }>(() => ({ local: undefined }));
