import { sql } from 'kysely';
import type { MergeMember } from '../../../../preload/contract/fulfillment-merges.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { residuals } from '../../accounting/index.ts';
import { earliest } from '../load.ts';
import { addressOf } from './load.ts';

/** Orders with what a person compares before they let them leave in one parcel, in the order they were placed. */
async function members(ctx: QueryContext, orderIds: readonly string[]) {
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          orderIds.map((id) => ({ id })),
          { id: 'text' },
        )
        .as('w'),
    )
    .innerJoin('sales_order as o', 'o.id', 'w.id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .leftJoin('channel as n', 'n.id', 'o.channel_id')
    .leftJoin('sales_order_split as s', 's.order_id', 'o.id')
    .leftJoin('sales_order as r', 'r.id', 's.root_order_id')
    .leftJoin('sales_order_check as c', 'c.order_id', 'o.id')
    .select(['o.id as orderId', 'o.number', 'o.ordered_on as orderedOn', 'o.promised_on as promisedOn', 'o.state', 'o.total'])
    .select(['o.party_id as partyId', 'p.name as partyName', 'n.name as channelName', 'o.country', 'o.currency'])
    .select(['c.line1', 'c.line2', 'c.postcode', 'c.city'])
    .select((eb) => [
      eb.fn.coalesce('o.external_id', 'r.external_id').as('externalId'),
      eb
        .selectFrom('sales_order_line as l')
        .whereRef('l.order_id', '=', 'o.id')
        .where('l.kind', '=', 'item')
        .select(sql<number>`cast(count(*) as bigint)`.as('n'))
        .as('lines'),
    ])
    .orderBy('o.ordered_at')
    .orderBy('o.id')
    .execute();
  const deposits = await residuals(
    ctx.tx,
    'customer-deposits',
    rows.map((r) => r.orderId),
  );
  return rows.map((r) => ({ ...r, lines: Number(r.lines ?? 0), deposit: -(deposits.get(r.orderId) ?? 0) + 0 }));
}

type Row = Awaited<ReturnType<typeof members>>[number];

/** Orders that leave together, with what they come to. */
function together(rows: readonly Row[]) {
  const [first] = rows;
  if (!first) throw new Error('a parcel of no order');
  const { partyId, partyName, channelName, country, currency } = first;
  const orders = rows.map(
    ({ orderId, number, externalId, orderedOn, promisedOn, state, lines, total, deposit }): MergeMember => ({
      orderId,
      number,
      externalId,
      orderedOn,
      promisedOn,
      state,
      lines,
      total,
      deposit,
    }),
  );
  return {
    partyId,
    partyName,
    channelName,
    country,
    currency,
    address: [first.line1, first.line2, first.postcode, first.city].filter((part) => part !== null).join(', '),
    promisedOn: orders.map((o) => o.promisedOn).reduce(earliest, null),
    total: orders.reduce((sum, o) => sum + o.total, 0),
    deposit: orders.reduce((sum, o) => sum + o.deposit, 0),
    orders,
  };
}

/** Groups of orders as parcels, each told with its orders and sums; groups without any order are left out. */
export async function asTogether(ctx: QueryContext, groups: readonly (readonly string[])[]) {
  const rows = new Map((await members(ctx, groups.flat())).map((r) => [r.orderId, r]));
  return groups.flatMap((ids) => {
    const own = ids.flatMap((id) => rows.get(id) ?? []);
    return own.length === 0 ? [] : [together(own.toSorted((a, b) => (a.orderedOn < b.orderedOn ? -1 : 1)))];
  });
}

/**
 * Orders that could leave together: open, nothing of them shipped, invoiced, held, merged or in a wave, with another like them. Looks at
 * open orders of customers who have more than one, never at what is over.
 */
export async function mergeable(ctx: QueryContext, which: { readonly offset: number; readonly limit: number }) {
  const { channel } = ctx.actor.scopes;
  const rows = await ctx.tx.db
    .selectFrom('sales_order as o')
    .leftJoin('sales_order_check as c', 'c.order_id', 'o.id')
    .leftJoin('order_service as v', 'v.order_id', 'o.id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .where(sql<boolean>`o.state = 'open' and (p.kind <> 'channel' or c.line1 is not null)`)
    .$if(channel !== undefined, (q) => q.where('o.channel_id', 'in', [...(channel ?? []), '']))
    .where((eb) =>
      eb(
        'o.party_id',
        'in',
        eb
          .selectFrom('sales_order as t')
          .where(sql<boolean>`t.state = 'open'`)
          .groupBy('t.party_id')
          .having(sql<boolean>`count(*) > 1`)
          .select('t.party_id'),
      ),
    )
    .where(
      sql<boolean>`not exists (select 1 from sales_order_line as l where l.order_id = o.id and (l.qty_shipped > 0 or l.qty_invoiced > 0))
        and exists (select 1 from sales_order_line as l where l.order_id = o.id and l.kind = 'item' and l.qty_cancelled < l.qty)
        and not exists (select 1 from order_merge_member as m where m.order_id = o.id and m.open = 1)
        and not exists (select 1 from wave_order as x where x.order_id = o.id and x.state not in ('shipped', 'cancelled'))
        and not exists (select 1 from hold as h where h.subject_kind = 'sales_order' and h.subject_id = o.id and h.severity = 'block' and h.released_at is null)`,
    )
    .select(['o.id', 'o.party_id', 'o.channel_id', 'o.currency', 'o.country', 'v.service_id', 'c.line1', 'c.line2', 'c.postcode', 'c.city'])
    .orderBy('o.ordered_at')
    .orderBy('o.id')
    .execute();
  const groups = Map.groupBy(rows, (r) => [r.party_id, r.channel_id, r.currency, r.service_id, addressOf(r)].join('|'));
  const found = [...groups.values()].filter((g) => g.length > 1).map((g) => g.map((r) => r.id));
  return { groups: found.slice(which.offset, which.offset + which.limit), count: found.length };
}
