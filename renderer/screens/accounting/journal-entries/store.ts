import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

/** An entry with the words for what made it. */
export type EntryRow = OutputOf<'accounting.listEntries'>['rows'][number] & { readonly sourceName: string };
export type JournalFilter = 'all' | 'SAL' | 'PUR' | 'STK' | 'BNK' | 'GEN';

/** Journal shown, and the place in the list of entries. */
export const useEntriesView = gridView<JournalFilter>('all');
