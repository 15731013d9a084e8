import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { returnsOperations } from '../../../../preload/contract/returns.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';

const HEAD = [
  'r.id',
  'r.number',
  'r.order_id as orderId',
  'r.party_id as partyId',
  'r.channel_id as channelId',
  'r.external_id as externalId',
  'r.warehouse_id as warehouseId',
  'r.state',
  'r.opened_on as openedOn',
  'r.received_on as receivedOn',
  'r.credited_on as creditedOn',
  'r.reason_code as reasonCode',
  'r.entry_id as entryId',
  'r.credit_note_id as creditNoteId',
  'r.revision',
] as const;

function visible(ctx: QueryContext) {
  const q = ctx.tx.db.selectFrom('customer_return as r').select(HEAD);
  const { warehouse, channel } = ctx.actor.scopes;
  return q.where(inScope(warehouse, 'r.warehouse_id')).where(inScope(channel, 'r.channel_id'));
}

export const listReturns = handleQuery(returnsOperations.listReturns, async (ctx, input) => {
  let q = visible(ctx);
  if (input.orderId !== undefined) q = q.where('r.order_id', '=', input.orderId);
  if (input.state !== undefined) q = q.where('r.state', '=', input.state);
  return { rows: await q.orderBy('r.opened_on', 'desc').orderBy('r.id', 'desc').limit(input.limit).offset(input.offset).execute() };
});

export const getReturn = handleQuery(returnsOperations.getReturn, async (ctx, input) => {
  const head = await visible(ctx).where('r.id', '=', input.returnId).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'return', id: input.returnId });
  const lines = await ctx.tx.db
    .selectFrom('return_line as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .where('l.return_id', '=', head.id)
    .select([
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'l.qty',
      'l.value',
      'l.cost_flag',
      'l.qty_restocked as restocked',
      'l.qty_written_down as writtenDown',
      'l.order_line_id as orderLineId',
      'l.shipment_line_id as shipmentLineId',
      'l.move_id as moveId',
    ])
    .orderBy('l.line_no')
    .execute();
  return { ...head, lines: lines.map(({ cost_flag, ...l }) => ({ ...l, costFlag: cost_flag === 1 })) };
});
