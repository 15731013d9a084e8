import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const kinds = (...values: string[]): Pick<Preset, 'filter'> => ({ filter: [{ column: 'kind', op: 'in', values }] });

export const presets: readonly Preset[] = [
  { id: 'customers', name: t('customers'), ...kinds('customer', 'both') },
  { id: 'suppliers', name: t('suppliers'), ...kinds('supplier', 'both') },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of customers. */
export const useCustomersView = listView({ viewId: 'customers', ...kinds('customer', 'both') });
