import { chargeRoles } from '../../../../preload/contract/channel-meanings.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { action } from '../../../kit/action/action.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Meaning = OutputOf<'channels.listSkuMeanings'>['rows'][number];

/** What one SKU of a channel means here, to be changed or forgotten. */
export default function SkuMeaning({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('channels.listSkuMeanings', {
    filter: [
      { column: 'channelId', op: 'eq', value: params['channelId'] ?? '' },
      { column: 'sku', op: 'eq', value: params['sku'] ?? '' },
    ],
    limit: 1,
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const [meaning] = output.rows;
  return meaning ? <MeaningPage of={meaning} /> : <EmptyNote title={t('gone')} />;
}

function MeaningPage({ of }: { readonly of: Meaning }) {
  const { channelId, sku } = of;
  const as = [of.itemSku, of.pack].filter((part) => part !== null).join(' ');
  return (
    <Detail
      actions={[
        action({
          verb: t('change'),
          operation: 'channels.mapSkus',
          asks: [{ name: 'item', label: t('item'), kind: 'text', hint: t('itemHint'), start: as }],
          input: ({ item = '' }) => ({ channelId, lines: [{ sku, item }] }),
        }),
        action({
          verb: t('toCharge'),
          operation: 'channels.mapSkus',
          asks: [
            {
              name: 'charge',
              label: t('charge'),
              kind: 'choice',
              options: chargeRoles.map((role) => ({ value: role, text: words(role) })),
            },
          ],
          input: ({ charge }) => ({ channelId, lines: [{ sku, charge: chargeRoles.find((role) => role === charge) }] }),
        }),
        action({ verb: t('forget'), operation: 'channels.forgetSku', input: () => ({ channelId, sku }), grave: true }),
      ]}
      amounts={[]}
      crumb={{ title: t('meanings'), path: '/sku-meanings' }}
      even
      facts={[
        { name: t('channel'), value: of.channelName, path: `/channels/${channelId}` },
        ...(of.itemId === null
          ? [{ name: t('charge'), value: of.charge === null ? '' : words(of.charge) }]
          : [{ name: t('item'), value: `${of.itemSku} ${of.itemTitle}`, path: `/products/${of.itemId}` }]),
        ...(of.pack === null ? [] : [{ name: t('pack'), value: of.pack }]),
      ]}
      tabs={[{ id: 'history', title: t('history'), body: () => <History id={`${channelId}/${sku}`} table="sku_map" /> }]}
      title={t('means', { sku })}
    />
  );
}
