import { useMemo } from 'react';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { BulkOffer } from '../../../kit/bulk/offer.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, toFetch, useParcelsView } from './store.ts';
import { t } from './text.ts';

const offers: readonly BulkOffer[] = [
  { verb: t('handOver'), operation: 'fulfillment.handOverParcels', grave: true },
  { verb: t('voidParcels'), operation: 'fulfillment.voidParcel', grave: true },
];
const MOST = 500;

/** Parcels from the bench to the carrier: what waits is handed over one by one, many at once, or all of a carrier with its list. */
export default function Parcels() {
  const { output } = useAsk('fulfillment.listParcels', { filter: [{ column: 'state', op: 'eq', value: 'packed' }], limit: MOST });
  const carriers = useMemo(() => toFetch(output?.rows ?? []), [output]);
  const actions = useMemo(
    () =>
      carriers.length === 0
        ? []
        : [
            action({
              verb: t('makeManifest'),
              operation: 'fulfillment.makeManifest',
              asks: [{ name: 'of', label: t('carrierOf'), kind: 'choice', options: carriers, start: carriers[0]?.value ?? '' }],
              input: ({ of = '' }) => {
                const [warehouseId = '', ...carrier] = of.split(' ');
                return { warehouseId, carrier: carrier.join(' ') };
              },
              grave: true,
            }),
          ],
    [carriers],
  );
  return (
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="fulfillment.parcels"
        offers={offers}
        open={(p) => `/waves/${p.waveId}?tab=parcels`}
        presets={presets}
        rowId={(p) => p.parcelId}
        view={useParcelsView}
      />
    </Page>
  );
}
