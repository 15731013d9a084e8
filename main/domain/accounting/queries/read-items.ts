import { sql } from 'kysely';
import { openItemsList, paymentsList } from '../../../../preload/contract/accounting-lists.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

/** What is open with the document that opened it. Literals, so that SQLite may use the partial indexes of what is open. */
export const openItemList = handleList(openItemsList, {
  from: sql`open_item as o`,
  columns: {
    accountId: 'o.account_id',
    itemKey: 'o.item_key',
    partyId: 'o.party_id',
    openedOn: 'o.opened_on',
    dueOn: 'o.due_on',
    residual: 'o.residual',
  },
  where: sql`o.residual <> 0`,
  through: {
    role: (on) => sql`o.account_id in (select n.account_id from account_role as n where ${on('n.role')})`,
    partyId: (on) => sql`(o.account_id in (select n.id from account as n where n.open_items = 1) and ${on('o.party_id')})`,
    partyName: (on) => sql`(o.account_id in (select n.id from account as n where n.open_items = 1)
      and o.party_id in (select n.id from party as n where ${on('n.name')}))`,
    itemKey: (on) => sql`(o.account_id in (select n.id from account as n where n.open_items = 1) and ${on('o.item_key')})`,
  },
  labels: { accountId: { table: 'account', name: 'name' } },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('open_item as o', (join) => join.onRef('o.account_id', '=', 'w.accountId').onRef('o.item_key', '=', 'w.itemKey'))
      .innerJoin('account as a', 'a.id', 'o.account_id')
      .leftJoin('party as p', 'p.id', 'o.party_id')
      .select([
        'o.account_id as accountId',
        'a.code as accountCode',
        'a.name as accountName',
        'o.item_key as itemKey',
        'o.party_id as partyId',
        'p.name as partyName',
        'o.opened_on as openedOn',
        'o.due_on as dueOn',
        'o.currency',
        'o.residual',
        'o.doc_residual as docResidual',
      ])
      .orderBy(order)
      .execute();
    const named = await namesOfIds(
      ctx.tx,
      rows.map((r) => r.itemKey),
    );
    return rows.map((r) => ({ ...r, itemName: named(r.itemKey) }));
  },
});

/** What came in counts as it is, what went out below zero. */
const FLOW = sql<number>`case when p.kind in ('refund', 'payout') then -p.amount else p.amount end`;

export const paymentList = handleList(paymentsList, {
  from: sql`payment as p`,
  columns: {
    id: 'p.id',
    number: 'p.number',
    kind: 'p.kind',
    orderId: 'p.order_id',
    partyId: 'p.party_id',
    channelId: 'p.channel_id',
    paidOn: 'p.paid_on',
    flow: FLOW,
  },
  through: {
    orderNumber: (on) => sql`p.order_id in (select n.id from sales_order as n where ${on('n.number')})`,
    partyName: (on) => sql`p.party_id in (select n.id from party as n where ${on('n.name')})`,
  },
  search: (text) => startsWith('p.number', text),
  labels: { channelId: { table: 'channel', name: 'name' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('payment as p', 'p.id', 'w.id')
      .leftJoin('party as a', 'a.id', 'p.party_id')
      .leftJoin('sales_order as o', 'o.id', 'p.order_id')
      .leftJoin('channel as c', 'c.id', 'p.channel_id')
      .select([
        'p.id',
        'p.number',
        'p.kind',
        'p.party_id as partyId',
        'a.name as partyName',
        'p.channel_id as channelId',
        'c.name as channelName',
        'p.order_id as orderId',
        'o.number as orderNumber',
        'p.paid_on as paidOn',
        'p.currency',
        'p.amount',
        FLOW.as('flow'),
        'p.entry_id as entryId',
        'p.external_id as externalId',
      ])
      .orderBy(order)
      .execute(),
});
