import { channelFileOperations } from '../../../../preload/contract/channel-files.ts';
import { unknownChannel } from '../../../../preload/contract/channels.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { assertInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';

/** What importing would meet, found without importing: records of before, and SKUs nobody has said the meaning of. */
export const recogniseRecords = handleQuery(channelFileOperations.recogniseRecords, async (ctx, { channelId, externalIds, skus }) => {
  assertInScope(ctx.actor, 'channel', channelId);
  const { tx } = ctx;
  const channel = await tx.db.selectFrom('channel').select('id').where('id', '=', channelId).executeTakeFirst();
  if (!channel) throw refuse(unknownChannel, { channelId });
  const keys = (values: readonly string[]) =>
    tx
      .rowset(
        values.map((key) => ({ key })),
        { key: 'text' },
      )
      .as('w');
  const before = await tx.db
    .selectFrom(keys(externalIds))
    .crossJoin('inbox')
    .whereRef('inbox.external_id', '=', 'w.key')
    .where('inbox.channel_id', '=', channelId)
    // What could not be read when it came first is taken in as if it were new.
    .where('inbox.kind', '<>', 'rejected')
    .select('inbox.external_id as key')
    .execute();
  const wanted = [...new Set(skus)];
  const items = await tx.db
    .selectFrom(keys(wanted))
    .crossJoin('item')
    .whereRef('item.sku', '=', 'w.key')
    .select('item.sku as key')
    .execute();
  const mapped = await tx.db
    .selectFrom(keys(wanted))
    .crossJoin('sku_map')
    .whereRef('sku_map.sku', '=', 'w.key')
    .where('sku_map.channel_id', '=', channelId)
    .select('sku_map.sku as key')
    .execute();
  const meant = new Set([...items, ...mapped].map((r) => r.key));
  return { known: before.map((r) => r.key), unknownSkus: wanted.filter((sku) => !meant.has(sku)) };
});
