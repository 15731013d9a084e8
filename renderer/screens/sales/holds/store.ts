import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

/** What waits, from all of it to what the person took on; the last needs to know who that is. */
export const presetsFor = (userId: string | undefined): readonly Preset[] => [
  { id: 'all', name: t('all') },
  { id: 'blocking', name: t('blocking'), filter: [{ column: 'severity', op: 'in', values: ['block'] }] },
  {
    id: 'overdue',
    name: t('overdue'),
    filter: [{ column: 'due', op: 'in', values: ['overdue'] }],
    sort: [{ column: 'dueAt', direction: 'asc' }],
  },
  { id: 'unassigned', name: t('unassigned'), filter: [{ column: 'assigneeId', op: 'isNull', value: true }] },
  ...(userId === undefined
    ? []
    : [{ id: 'mine', name: t('mine'), filter: [{ column: 'assigneeId', op: 'in' as const, values: [userId] }] }]),
];

/** Filters, order, columns and place of the list of holds. */
export const useHoldsView = listView({ viewId: 'all' });
