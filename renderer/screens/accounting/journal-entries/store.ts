import { JOURNAL_CODES } from '../../../../preload/contract/accounting.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  ...JOURNAL_CODES.map((code): Preset => ({ id: code, name: t(code), filter: [{ column: 'journal', op: 'in', values: [code] }] })),
];

/** Filters, order, columns and place of the list of entries. */
export const useEntriesView = listView({ viewId: 'all' });
