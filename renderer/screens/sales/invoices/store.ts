import type { ListRow } from '../../../kit/grid/list-source.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export type InvoiceRow = ListRow<'sales.invoices'>;

const ofKind = (kind: InvoiceRow['kind']): Pick<Preset, 'filter'> => ({ filter: [{ column: 'kind', op: 'in', values: [kind] }] });

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'invoices', name: t('invoices'), ...ofKind('invoice') },
  { id: 'credit-notes', name: t('notes'), ...ofKind('credit-note') },
];

/** Filters, order, columns and place of the list of invoices. */
export const useInvoicesView = listView({ viewId: 'all' });
