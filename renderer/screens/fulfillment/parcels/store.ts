import type { Filter } from '../../../../preload/contract/values/page.ts';
import type { OutputOf } from '../../../client/operations.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

type Parcel = OutputOf<'fulfillment.listParcels'>['rows'][number];

/** Packed and not yet with the carrier. */
const waiting: readonly Filter[] = [{ column: 'state', op: 'in', values: ['packed'] }];

export const presets: readonly Preset[] = [
  { id: 'waiting', name: t('waiting'), filter: waiting },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of parcels. */
export const useParcelsView = listView({ viewId: 'waiting', filter: waiting });

/** Carriers that have something to fetch, by warehouse: what a list of the carrier can be made of. */
export function toFetch(rows: readonly Parcel[]) {
  const counts = new Map<string, { readonly text: string; n: number }>();
  for (const { warehouseId, warehouseCode, carrier } of rows) {
    if (carrier === null) continue;
    const value = `${warehouseId} ${carrier}`;
    const known = counts.get(value);
    if (known) known.n += 1;
    else counts.set(value, { text: `${warehouseCode} ${carrier}`, n: 1 });
  }
  return [...counts].map(([value, { text, n }]) => ({ value, text: t('ofCarrier', { text, count: n }) }));
}
