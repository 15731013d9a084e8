import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const kinds = (...values: string[]): Pick<Preset, 'filter'> => ({ filter: [{ column: 'kind', op: 'in', values }] });

export const receiptPresets: readonly Preset[] = [
  { id: 'receipt', name: t('receiptKind'), ...kinds('receipt') },
  { id: 'opening', name: t('openingKind'), ...kinds('opening') },
];
export const transferPresets: readonly Preset[] = [
  { id: 'transfer', name: t('transferKind'), ...kinds('transfer') },
  {
    id: 'under-way',
    name: t('underWay'),
    filter: [
      { column: 'kind', op: 'in', values: ['transfer'] },
      { column: 'state', op: 'in', values: ['shipped'] },
    ],
  },
];
export const countPresets: readonly Preset[] = [
  { id: 'count', name: t('countKind'), ...kinds('count') },
  { id: 'write-down', name: t('writeDownKind'), ...kinds('write-down') },
];

/** Filters, order, columns and place of each of the three lists. */
export const useReceiptsView = listView({ viewId: 'receipt', ...kinds('receipt') });
export const useTransfersView = listView({ viewId: 'transfer', ...kinds('transfer') });
export const useCountsView = listView({ viewId: 'count', ...kinds('count') });
