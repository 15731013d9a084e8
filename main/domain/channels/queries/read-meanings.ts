import { sql } from 'kysely';
import { skuMeaningsList } from '../../../../preload/contract/channels-lists.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

export const skuMeaningList = handleList(skuMeaningsList, {
  from: sql`sku_map as m`,
  columns: { channelId: 'm.channel_id', sku: 'm.sku', itemId: 'm.item_id', charge: 'm.charge_role' },
  scope: ({ scopes }) => onlyInScope(scopes.channel, 'm.channel_id'),
  search: (text) => startsWith('m.sku', text),
  labels: { channelId: { table: 'channel', name: 'name' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('sku_map as m', (j) => j.onRef('m.channel_id', '=', 'w.channelId').onRef('m.sku', '=', 'w.sku'))
      .innerJoin('channel as c', 'c.id', 'm.channel_id')
      .leftJoin('item as i', 'i.id', 'm.item_id')
      .leftJoin('sku_map_pack as k', (j) => j.onRef('k.channel_id', '=', 'm.channel_id').onRef('k.sku', '=', 'm.sku'))
      .leftJoin('item_pack as p', 'p.id', 'k.pack_id')
      .select([
        'm.channel_id as channelId',
        'c.name as channelName',
        'm.sku',
        'm.item_id as itemId',
        'i.sku as itemSku',
        'i.title as itemTitle',
        'p.code as pack',
        'm.charge_role as charge',
        'm.revision',
      ])
      .orderBy(order)
      .execute(),
});
