import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'open', name: t('open'), filter: [{ column: 'state', op: 'in', values: ['open'] }] },
  { id: 'closed', name: t('closed'), filter: [{ column: 'state', op: 'in', values: ['closed'] }] },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of exceptions. */
export const useExceptionsView = listView({ viewId: 'open', filter: [{ column: 'state', op: 'in', values: ['open'] }] });
