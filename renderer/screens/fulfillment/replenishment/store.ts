import type { Filter } from '../../../../preload/contract/values/page.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const open: readonly Filter[] = [{ column: 'state', op: 'in', values: ['open'] }];

export const presets: readonly Preset[] = [
  { id: 'open', name: t('open'), filter: open },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of tasks. */
export const useTasksView = listView({ viewId: 'open', filter: open });
