import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';

export type Due = OutputOf<'fulfillment.listDue'>['rows'][number];

/** Most orders of one run: as many as a preview can tell one by one. */
export const RUN_MAX = 100;

/** Whether only orders are shown that could get something now. */
export const useAllocateView = create<{ readonly which: 'servable' | 'all' }>(() => ({ which: 'servable' }));
