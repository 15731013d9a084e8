import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { returnsList, returnsOperations } from '../../../../preload/contract/returns.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { all, startsWith } from '../../list-sql.ts';

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

/** Returns this actor may see. */
const visible = ({ scopes }: QueryContext['actor']) =>
  all([inScope(scopes.warehouse, 'r.warehouse_id'), inScope(scopes.channel, 'r.channel_id')]);

export const returnList = handleList(returnsList, {
  from: sql`customer_return as r`,
  columns: {
    id: 'r.id',
    number: 'r.number',
    state: 'r.state',
    openedOn: 'r.opened_on',
    orderId: 'r.order_id',
    partyId: 'r.party_id',
    channelId: 'r.channel_id',
    warehouseId: 'r.warehouse_id',
    reasonCode: 'r.reason_code',
  },
  through: {
    orderNumber: (on) => sql`r.order_id in (select n.id from sales_order as n where ${on('n.number')})`,
    partyName: (on) => sql`r.party_id in (select n.id from party as n where ${on('n.name')})`,
  },
  scope: visible,
  search: (text) => startsWith('r.number', text),
  labels: {
    channelId: { table: 'channel', name: 'name' },
    warehouseId: { table: 'warehouse', name: 'code' },
    reasonCode: { table: 'reason_code', name: 'text', key: 'code' },
  },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('customer_return as r', 'r.id', 'w.id')
      .innerJoin('party as p', 'p.id', 'r.party_id')
      .innerJoin('warehouse as h', 'h.id', 'r.warehouse_id')
      .leftJoin('sales_order as o', 'o.id', 'r.order_id')
      .leftJoin('channel as c', 'c.id', 'r.channel_id')
      .select(HEAD)
      .select(['o.number as orderNumber', 'p.name as partyName', 'h.code as warehouseCode', 'c.name as channelName'])
      .orderBy(order)
      .execute(),
});

export const getReturn = handleQuery(returnsOperations.getReturn, async (ctx, input) => {
  const head = await ctx.tx.db
    .selectFrom('customer_return as r')
    .select(HEAD)
    .where('r.id', '=', input.returnId)
    .where(visible(ctx.actor))
    .executeTakeFirst();
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
