import { type RawBuilder, sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';
import { MARGIN_STEPS, type MarginKey, marginOperations } from '../../../preload/contract/insight-margins.ts';
import { mulDiv } from '../../../preload/contract/values/int.ts';
import { namesOfIds } from '../../domain/company/index.ts';
import { handleQuery } from '../../domain/handler.ts';
import type { QueryContext } from '../../engine/context.ts';
import { type TradeAccounts, tradeAccounts, tradeRoles } from '../books.ts';
import { type Sold, salesEvents } from './events.ts';

const MILLION = 1_000_000;

/** What events are grouped by: the column of the event, or of the item behind it. */
const KEYS: Readonly<Record<MarginKey, RawBuilder<unknown>>> = {
  channel: sql`e.channel_id`,
  category: sql`t.category_id`,
  product: sql`e.item_id`,
  customer: sql`e.party_id`,
  order: sql`e.order_id`,
  'order-line': sql`cast(e.line_id as text)`,
};
/** Where every event is whole, nothing of an order has to be shared among its lines. */
const WHOLE: ReadonlySet<MarginKey> = new Set(['channel', 'customer', 'order']);

/** Name and what tells a row from its neighbours, of the keys of a page. */
const NAMES: Readonly<Record<MarginKey, (ids: RawBuilder<unknown>) => RawBuilder<Named>>> = {
  channel: (ids) => sql`select c.id, c.name, null as detail, null as order_id from channel as c where c.id in (${ids})`,
  category: (ids) => sql`select c.id, c.name, null as detail, null as order_id from category as c where c.id in (${ids})`,
  product: (ids) => sql`select i.id, i.sku as name, i.title as detail, null as order_id from item as i where i.id in (${ids})`,
  customer: (ids) => sql`select p.id, p.name, null as detail, null as order_id from party as p where p.id in (${ids})`,
  order: (ids) =>
    sql`select o.id, o.number as name, p.name as detail, o.id as order_id from sales_order as o join party as p on p.id = o.party_id where o.id in (${ids})`,
  'order-line': (ids) =>
    sql`select cast(l.id as text) as id, o.number as name, l.sku as detail, o.id as order_id from sales_order_line as l join sales_order as o on o.id = l.order_id where l.id in (${ids})`,
};
interface Named {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly order_id: string | null;
}

async function named({ tx }: QueryContext, by: MarginKey, keys: readonly (string | null)[]): Promise<ReadonlyMap<string, Named>> {
  const ids = keys.flatMap((id) => (id === null ? [] : [by === 'order-line' ? Number(id) : id]));
  if (ids.length === 0) return new Map();
  const { rows } = await NAMES[by](sql.join(ids)).execute(tx.db);
  return new Map(rows.map((r) => [r.id, r]));
}

/** Revenue, cost of sales and fees of the days in the books, signed as the steps are. */
async function booksOf({ tx }: QueryContext, { from, to }: Sold, accounts: TradeAccounts) {
  const fees = (await tx.db.selectFrom('account_role').select(['role', 'account_id']).execute())
    .filter((r) => isFee(r.role))
    .map((r) => r.account_id);
  const sum = async (ids: readonly string[]) => {
    if (ids.length === 0) return 0;
    const row = await tx.db
      .selectFrom('account_balance')
      .select(sumInt('amount').as('sum'))
      .where('account_id', 'in', ids)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .executeTakeFirstOrThrow();
    return 0 - row.sum;
  };
  return { revenue: await sum(accounts.revenue), cost: await sum(accounts.cost), fees: await sum([...new Set(fees)]) };
}
/** What the part of the sales that was asked for is called. */
async function nameOfPart({ tx }: QueryContext, ids: readonly string[]): Promise<string | null> {
  const names = await namesOfIds(tx, ids);
  return ids.length === 0 ? null : ids.map((id) => names(id) ?? id).join(', ');
}

const isFee = (role: string) => role === 'channel-fees' || role.startsWith('channel-fees/');

interface Figures {
  units: number;
  revenue: number;
  charges: number;
  cost: number;
  later: number;
  fees: number;
  freight: number;
  margin: number;
}
interface Row extends Figures {
  id: string | null;
}

const ppmOf = ({ revenue, charges, margin }: Figures): number | null =>
  revenue + charges > 0 ? mulDiv(margin, MILLION, revenue + charges, 'half-even') : null;

export const margins = handleQuery(marginOperations.margins, async (ctx, asked) => {
  const { by, from, to, sort, direction, offset, limit } = asked;
  const accounts = await tradeAccounts(ctx);
  const sold: Sold = { from, to, roles: await tradeRoles(ctx), laterAccounts: accounts.later };
  const one = (column: RawBuilder<unknown>, id: string | undefined) => (id === undefined ? [] : [sql`${column} = ${id}`]);
  const parts = [
    ...one(sql`e.channel_id`, asked.channelId),
    ...one(sql`t.category_id`, asked.categoryId),
    ...one(sql`e.item_id`, asked.itemId),
    ...one(sql`e.party_id`, asked.partyId),
    ...one(sql`e.order_id`, asked.orderId),
  ];
  const byItem = asked.itemId !== undefined || asked.categoryId !== undefined;
  const sums = sql.join(['units', ...MARGIN_STEPS].map((step) => sql`${sumInt(sql`e.${sql.ref(step)}`)} as ${sql.id(step)}`));
  const steps = sql.join(['units', ...MARGIN_STEPS].map((step) => sql`g.${sql.ref(step)}`));
  const margin = sql.join(
    MARGIN_STEPS.map((step) => sql`g.${sql.ref(step)}`),
    sql` + `,
  );
  // One walk over the events for the page and for the sums of all; the row of the sums comes with no key and is told by its part.
  const { rows: found } = await sql<Row & { part: number; count: number }>`
    with g as (
      select ${KEYS[by]} as id, ${sums} from ${salesEvents(sold, byItem || !WHOLE.has(by))} as e left join item as t on t.id = e.item_id
       where ${parts.length === 0 ? sql`1 = 1` : sql.join(parts, sql` and `)} group by ${KEYS[by]}),
    page as (
      select g.id, ${steps}, ${margin} as margin from g
       order by ${sql.ref(sort)} ${sql.raw(direction)}, coalesce(g.id, '') limit ${limit} offset ${offset})
    select 0 as part, 0 as count, page.* from page union all
    select 1, cast(count(*) as bigint), null, ${sql.join(['units', ...MARGIN_STEPS].map((s) => sumInt(sql`g.${sql.ref(s)}`)))}, ${sumInt(margin)} from g`.execute(
    ctx.tx.db,
  );
  const { part: _part, id: _id, count, ...total } = found.find((r) => r.part === 1) as Row & { part: number; count: number };
  const rows = found.filter((r) => r.part === 0);
  const names = await named(
    ctx,
    by,
    rows.map((r) => r.id),
  );
  return {
    rows: rows.map(({ part: _p, count: _c, ...row }) => {
      const about = row.id === null ? undefined : names.get(row.id);
      return { ...row, name: about?.name ?? null, detail: about?.detail ?? null, orderId: about?.order_id ?? null, ppm: ppmOf(row) };
    }),
    count,
    total: { ...total, ppm: ppmOf(total) },
    books: parts.length > 0 ? null : await booksOf(ctx, sold, accounts),
    part: await nameOfPart(
      ctx,
      [asked.channelId, asked.categoryId, asked.itemId, asked.partyId, asked.orderId].flatMap((id) => id ?? []),
    ),
    currency: ctx.company.currency,
  };
});
