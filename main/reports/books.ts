import { type RawBuilder, sql } from 'kysely';
import { sumInt } from '../../db/dialect/portable.ts';
import { addDays, type Day } from '../../preload/contract/values/day.ts';
import type { QueryContext } from '../engine/context.ts';
import type { Lens } from './lens.ts';

/** Roles whose accounts are net revenue, and those that are the cost of what was sold; categories may name more of both. */
const REVENUE_ROLES = ['revenue', 'discounts-given', 'shipping-revenue', 'sales-manual'];
const COST_ROLES = ['cogs', 'cogs-variance'];
/** Role of what goods that had left came to cost more or less. */
const LATER_ROLE = 'cogs-variance';
/** A shop that sold nothing for this long is shown at the days it last did. */
const QUIET_DAYS = 30;

/** Accounts of revenue and of cost of sales. */
export interface TradeAccounts {
  readonly revenue: readonly string[];
  readonly cost: readonly string[];
  /** Those of cost that take what goods cost later. */
  readonly later: readonly string[];
}

/** Roles of lines of invoices that are revenue. */
export async function tradeRoles({ tx }: Pick<QueryContext, 'tx'>): Promise<string[]> {
  const categories = await tx.db.selectFrom('category').select('revenue_role').distinct().execute();
  return [...new Set([...REVENUE_ROLES, ...categories.map((c) => c.revenue_role)])];
}

export async function tradeAccounts({ tx }: QueryContext): Promise<TradeAccounts> {
  const categories = await tx.db.selectFrom('category').select('cogs_role').distinct().execute();
  const revenue = new Set(await tradeRoles({ tx }));
  const cost = new Set([...COST_ROLES, ...categories.map((c) => c.cogs_role)]);
  const roles = await tx.db
    .selectFrom('account_role')
    .select(['role', 'account_id'])
    .where('role', 'in', [...revenue, ...cost])
    .execute();
  const of = (wanted: ReadonlySet<string>) => [...new Set(roles.filter((r) => wanted.has(r.role)).map((r) => r.account_id))];
  return { revenue: of(revenue), cost: of(cost), later: of(new Set([LATER_ROLE])) };
}

/** Whether a column names one of these; none of none. */
export const oneOf = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`;

/** Last day of the period shown where nobody says: today, or the last day that sold anything when that is long ago. */
export async function latestDay(ctx: QueryContext, accounts: TradeAccounts): Promise<Day> {
  const last = await ctx.tx.db
    .selectFrom('account_balance as b')
    .select((eb) => eb.fn.max('b.day').as('day'))
    .where(oneOf('b.account_id', accounts.revenue))
    .executeTakeFirst();
  const day = last?.day ?? ctx.today;
  return day < addDays(ctx.today, -QUIET_DAYS) ? day : ctx.today;
}

/** What one channel earned on one day, minor units of the company's currency. */
export interface TradeDay {
  readonly on: Day;
  readonly channelId: string | null;
  readonly revenue: number;
  readonly margin: number;
}

/** Revenue and margin by day and channel from the balances per account, day and dimension set: no line is read. */
export async function tradeDays(ctx: QueryContext, lens: Lens, accounts: TradeAccounts): Promise<TradeDay[]> {
  const moved = (ids: readonly string[]) => sumInt(sql`case when ${oneOf('b.account_id', ids)} then -b.amount else 0 end`);
  const rows = await ctx.tx.db
    .selectFrom('account_balance as b')
    .leftJoin('dimension_set as d', 'd.id', 'b.dimension_id')
    .where(oneOf('b.account_id', [...accounts.revenue, ...accounts.cost]))
    .where('b.day', '>=', lens.from)
    .where('b.day', '<=', lens.to)
    .where(lens.dimensions?.('b.dimension_id') ?? sql<boolean>`1 = 1`)
    .groupBy(['b.day', 'd.channel_id'])
    .orderBy('b.day')
    .orderBy('d.channel_id')
    .select(['b.day as on', 'd.channel_id as channelId', moved(accounts.revenue).as('revenue'), sumInt(sql`-b.amount`).as('margin')])
    .execute();
  return rows.filter((r) => r.revenue !== 0 || r.margin !== 0);
}

/** Journal lines of the accounts in the period as rows of a figure; income counts as positive. */
export const tradeLines = (lens: Lens, accountIds: readonly string[]): RawBuilder<unknown> => sql`
  select cast(l.id as text) as id, l.posted_on as on_day, e.number as label, coalesce(l.memo, e.memo) as detail,
    coalesce(i.order_id, s.order_id) as order_id, -l.amount as value
  from journal_line as l left join journal_entry as e on e.id = l.entry_id
    left join invoice as i on i.id = e.source_id left join shipment as s on s.id = e.source_id
  where ${oneOf('l.account_id', accountIds)} and l.posted_on >= ${lens.from} and l.posted_on <= ${lens.to}
    and ${lens.dimensions?.('l.dimension_id') ?? sql`1 = 1`}`;
