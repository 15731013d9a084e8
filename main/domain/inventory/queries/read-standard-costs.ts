import { inventoryStandard } from '../../../../preload/contract/inventory-standard.ts';
import { handleQuery } from '../../handler.ts';

/** Standard costs of a product, the newest first. Units and value are those of all warehouses, so who is limited to some is not told them. */
export const listStandardCosts = handleQuery(inventoryStandard.listStandardCosts, async (ctx, { itemId, limit, offset }) => {
  const limited = ctx.actor.scopes.warehouse !== undefined;
  const rows = await ctx.tx.db
    .selectFrom('standard_cost_change')
    .where('item_id', '=', itemId)
    .select([
      'id',
      'starts_on as startsOn',
      'old_micros as oldMicros',
      'new_micros as newMicros',
      'qty',
      'value',
      'entry_id as entryId',
      'memo',
    ])
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows: limited ? rows.map((r) => ({ ...r, qty: null, value: null, entryId: null })) : rows };
});
