import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type EntryRow = OutputOf<'accounting.listEntries'>['rows'][number];
export type JournalFilter = 'all' | 'SAL' | 'PUR' | 'STK' | 'BNK' | 'GEN';

/** Journal shown, and the place in the list of entries. */
export const useEntriesView = gridView<JournalFilter>('all');
