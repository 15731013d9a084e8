import { sql } from 'kysely';
import { type DUE, holdsList } from '../../../../preload/contract/sales-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { ORDER } from '../model.ts';

/** Holds with their rule and the person who looks into them. Names are left joins: nothing is lost that has none. */
const holds = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('hold as h')
    .leftJoin('order_rule as r', (j) => j.onRef('r.code', '=', 'h.code').on('h.facts', 'is not', null))
    .leftJoin('role as ro', (j) => j.onRef('ro.id', '=', 'r.owner').on('r.owner_kind', '=', 'role'))
    .leftJoin('app_user as ru', (j) => j.onRef('ru.id', '=', 'r.owner').on('r.owner_kind', '=', 'user'))
    .leftJoin('app_user as u', 'u.id', 'h.assignee_id')
    .select([
      'h.id',
      'h.subject_id as orderId',
      'h.code',
      sql<string>`coalesce(r.name, h.code)`.as('rule'),
      'h.severity',
      sql<string>`coalesce(ro.name, ru.name, '')`.as('owner'),
      'h.assignee_id as assigneeId',
      'u.name as assignee',
      'h.detail',
      'h.placed_at as placedAt',
      'h.due_at as dueAt',
      'h.released_at as releasedAt',
      'h.release_reason as releaseReason',
      'h.revision',
    ]);

/** Told on reading: time passes without anybody writing. */
const dueOf = (h: { readonly dueAt: string | null; readonly releasedAt: string | null }, now: string): (typeof DUE)[number] =>
  h.releasedAt !== null || h.dueAt === null ? 'none' : h.dueAt < now ? 'overdue' : 'in-time';

/** All holds an order ever had, oldest first. */
export async function holdsOfOrder(ctx: QueryContext, orderId: string) {
  const rows = await holds(ctx)
    .where('h.subject_kind', '=', ORDER)
    .where('h.subject_id', '=', orderId)
    .orderBy('h.placed_at')
    .orderBy('h.id')
    .execute();
  return rows.map((h) => ({ ...h, due: dueOf(h, ctx.now) }));
}

export const holdList = handleList(holdsList, {
  from: (
    _,
    __,
    { now },
  ) => sql`(select x.*, case when x.due_at is null then 'none' when x.due_at < ${now} then 'overdue' else 'in-time' end as due
    from hold as x where x.subject_kind = 'sales_order' and x.released_at is null) as h join sales_order as o on o.id = h.subject_id`,
  columns: {
    id: 'h.id',
    orderId: 'h.subject_id',
    number: 'o.number',
    code: 'h.code',
    severity: 'h.severity',
    assigneeId: 'h.assignee_id',
    channelId: 'o.channel_id',
    placedAt: 'h.placed_at',
    dueAt: 'h.due_at',
    due: 'h.due',
    owner: sql<string>`coalesce((select coalesce(ro.name, ru.name) from order_rule as r left join role as ro on ro.id = r.owner and r.owner_kind = 'role'
      left join app_user as ru on ru.id = r.owner and r.owner_kind = 'user' where r.code = h.code and h.facts is not null), '')`,
  },
  nullable: ['dueAt'],
  scope: ({ scopes }) => inScope(scopes.channel, 'o.channel_id'),
  through: {
    partyName: (on) => sql`o.party_id in (select n.id from party as n where ${on('n.name')})`,
  },
  search: (text) => sql<boolean>`(o.external_id = ${text} or ${startsWith('o.number', text)})`,
  labels: {
    channelId: { table: 'channel', name: 'name' },
    assigneeId: { table: 'app_user', name: 'name' },
    code: { table: 'order_rule', name: 'name', key: 'code' },
  },
  rows: async (ctx, { window, order }) => {
    const rows = await holds(ctx)
      .innerJoin(window.as('w'), 'w.id', 'h.id')
      .innerJoin('sales_order as o', 'o.id', 'h.subject_id')
      .innerJoin('party as p', 'p.id', 'o.party_id')
      .leftJoin('channel as c', 'c.id', 'o.channel_id')
      .select([
        'o.number',
        'o.party_id as partyId',
        'p.name as partyName',
        'o.channel_id as channelId',
        'c.name as channelName',
        'o.country',
        'o.currency',
        'o.total',
      ])
      .orderBy(order)
      .execute();
    return rows.map((h) => ({ ...h, due: dueOf(h, ctx.now) }));
  },
});
