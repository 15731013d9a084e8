import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'captures', name: t('captures'), filter: [{ column: 'kind', op: 'in', values: ['capture'] }] },
  { id: 'receipts', name: t('receipts'), filter: [{ column: 'kind', op: 'in', values: ['receipt'] }] },
  { id: 'refunds', name: t('refunds'), filter: [{ column: 'kind', op: 'in', values: ['refund'] }] },
];

/** Filters, order, columns and place of the list of payments. */
export const usePaymentsView = listView({ viewId: 'all' });
