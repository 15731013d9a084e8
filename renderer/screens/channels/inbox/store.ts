import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'waiting', name: t('waiting'), filter: [{ column: 'state', op: 'in', values: ['unresolved', 'parked'] }] },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of records. */
export const useInboxView = listView({ viewId: 'waiting', filter: [{ column: 'state', op: 'in', values: ['unresolved', 'parked'] }] });
