import type { ListRow } from '../../../kit/grid/list-source.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export type ItemRow = ListRow<'catalog.items'>;

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'active', name: t('active'), filter: [{ column: 'active', op: 'in', values: [1] }] },
  { id: 'inactive', name: t('inactive'), filter: [{ column: 'active', op: 'in', values: [0] }] },
];

/** Filters, order, columns and place of the list of products. */
export const useItemsView = listView({ viewId: 'all' });
