import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import { handleQuery } from '../../handler.ts';
import { countRows, sumOf } from '../sums.ts';
import { accountAsked } from './read-books.ts';

export const openItems = handleQuery(accountingReads.openItems, async (ctx, input) => {
  const accountId = await accountAsked(ctx, input);
  let open = ctx.tx.db.selectFrom('open_item').where('account_id', '=', accountId).where('residual', '<>', 0);
  if (input.partyId !== undefined) open = open.where('party_id', '=', input.partyId);
  if (input.itemKey !== undefined) open = open.where('item_key', '=', input.itemKey);
  const whole = await open.select([sumOf('residual'), countRows]).executeTakeFirstOrThrow();
  const window = open.select('item_key').orderBy('opened_on').orderBy('item_key').limit(input.limit).offset(input.offset);
  const rows = await ctx.tx.db
    .selectFrom(window.as('w'))
    .innerJoin('open_item as o', (join) => join.onRef('o.item_key', '=', 'w.item_key').on('o.account_id', '=', accountId))
    .leftJoin('party as p', 'p.id', 'o.party_id')
    .select(['o.item_key', 'o.party_id', 'p.name as party_name', 'o.opened_on', 'o.due_on', 'o.currency', 'o.residual', 'o.doc_residual'])
    .orderBy('o.opened_on')
    .orderBy('o.item_key')
    .execute();
  return {
    rows: rows.map((r) => ({
      itemKey: r.item_key,
      partyId: r.party_id,
      partyName: r.party_name,
      openedOn: r.opened_on,
      dueOn: r.due_on,
      currency: r.currency,
      residual: r.residual,
      docResidual: r.doc_residual,
    })),
    count: whole.count,
    sum: whole.sum,
  };
});

export const listPayments = handleQuery(accountingReads.listPayments, async ({ tx }, input) => {
  let ids = tx.db
    .selectFrom('payment')
    .select('id')
    .orderBy('paid_on', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit)
    .offset(input.offset);
  if (input.orderId !== undefined) ids = ids.where('order_id', '=', input.orderId);
  if (input.partyId !== undefined) ids = ids.where('party_id', '=', input.partyId);
  if (input.from !== undefined) ids = ids.where('paid_on', '>=', input.from);
  if (input.to !== undefined) ids = ids.where('paid_on', '<=', input.to);
  const rows = await tx.db
    .selectFrom(ids.as('w'))
    .innerJoin('payment as p', 'p.id', 'w.id')
    .leftJoin('party as who', 'who.id', 'p.party_id')
    .select([
      'p.id',
      'p.number',
      'p.kind',
      'p.party_id',
      'who.name as party_name',
      'p.channel_id',
      'p.order_id',
      'p.paid_on',
      'p.currency',
      'p.amount',
      'p.entry_id',
      'p.external_id',
    ])
    .orderBy('p.paid_on', 'desc')
    .orderBy('p.id', 'desc')
    .execute();
  return {
    rows: rows.map((r) => ({
      id: r.id,
      number: r.number,
      kind: r.kind,
      partyId: r.party_id,
      partyName: r.party_name,
      channelId: r.channel_id,
      orderId: r.order_id,
      paidOn: r.paid_on,
      currency: r.currency,
      amount: r.amount,
      entryId: r.entry_id,
      externalId: r.external_id,
    })),
  };
});
