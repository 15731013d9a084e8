import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'undecided', name: t('undecided'), filter: [{ column: 'state', op: 'in', values: ['draft', 'sent'] }] },
  { id: 'sent', name: t('sent'), filter: [{ column: 'state', op: 'eq', value: 'sent' }] },
];

/** Filters, order, columns and place of the list of quotes. */
export const useQuotesView = listView({ viewId: 'all' });
