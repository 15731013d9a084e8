import { type Selectable, sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { loadChart } from '../chart.ts';
import { NOTHING_LOCKED } from '../rules.ts';
import { comparedDay, comparedDays } from '../statements/spans.ts';
import { sumsOf } from '../statements/sums.ts';
import { sumOf } from '../sums.ts';
import { accountOf, headingOf } from './read-chart.ts';

/** The account a query asks about, by id or by role. */
export async function accountAsked(
  ctx: QueryContext,
  input: { accountId?: string | undefined; role?: string | undefined },
): Promise<string> {
  const chart = await loadChart(ctx.tx);
  return (input.role !== undefined ? chart.role(input.role) : chart.id(input.accountId ?? '')).id;
}

const accountView = (a: Selectable<DB['account']>, roles: readonly { readonly role: string; readonly account_id: string }[]) => ({
  ...accountOf(a),
  roles: roles.filter((r) => r.account_id === a.id).map((r) => r.role),
});

const rolesPlayed = ({ tx }: QueryContext) => tx.db.selectFrom('account_role').select(['role', 'account_id']).orderBy('role');

export const listAccounts = handleQuery(accountingReads.listAccounts, async (ctx, input) => {
  let page = ctx.tx.db.selectFrom('account').selectAll().orderBy('code').limit(input.limit).offset(input.offset);
  if (input.type !== undefined) page = page.where('type', '=', input.type);
  const accounts = await page.execute();
  const roles = await rolesPlayed(ctx).execute();
  return { rows: accounts.map((a) => accountView(a, roles)) };
});

export const getAccount = handleQuery(accountingReads.getAccount, async (ctx, input) => {
  const id = await accountAsked(ctx, input);
  const account = await ctx.tx.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  let days = ctx.tx.db.selectFrom('account_balance').select(sumsFrom(input.from)).where('account_id', '=', id);
  if (input.to !== undefined) days = days.where('day', '<=', input.to);
  return {
    ...(await headingOf(ctx.tx, id)),
    ...accountView(account, await rolesPlayed(ctx).where('account_id', '=', id).execute()),
    ...(await days.executeTakeFirstOrThrow()),
  };
});

export const listTaxCodes = handleQuery(accountingReads.listTaxCodes, async ({ tx }) => ({
  rows: await tx.db
    .selectFrom('tax_code')
    .select(['id', 'code', 'name', 'tax_class as taxClass', 'country', 'rate_ppm as ratePpm', 'revision'])
    .orderBy('code')
    .execute(),
}));

/** Opening balance, turnover and balance out of kept days; without a first day all of it is turnover. */
const sumsFrom = (from: string | undefined) => {
  const start = from ?? NOTHING_LOCKED;
  return [
    sumInt(sql<number>`case when day < ${start} then amount else 0 end`).as('opening'),
    sumInt(sql<number>`case when day >= ${start} then debit else 0 end`).as('debit'),
    sumInt(sql<number>`case when day >= ${start} then debit - amount else 0 end`).as('credit'),
    sumInt(sql<number>`amount`).as('balance'),
  ] as const;
};

/** Sums of the balance table only: as many rows as accounts x days x dimension sets, never a posted line. */
export const trialBalance = handleQuery(accountingReads.trialBalance, async ({ tx }, { from, on, compare }) => {
  const sums = await tx.db
    .selectFrom('account_balance')
    .select(['account_id', ...sumsFrom(from)])
    .where('day', '<=', on)
    .groupBy('account_id')
    .execute();
  const comparedOn =
    compare === undefined ? null : from === undefined ? comparedDay(on, compare) : comparedDays({ from, to: on }, compare).to;
  const before = comparedOn === null ? undefined : await sumsOf(tx, [{ from: null, to: comparedOn }]);
  const byAccount = new Map(sums.map((s) => [s.account_id, s]));
  const accounts = await tx.db.selectFrom('account').select(['id', 'code', 'name', 'type']).orderBy('code').execute();
  const total = { opening: 0, debit: 0, credit: 0, balance: 0, compared: before ? 0 : null };
  const rows = accounts.flatMap(({ id, ...account }) => {
    const found = byAccount.get(id);
    const compared = before ? (before.get(id)?.[0] ?? 0) : null;
    if (!found && !compared) return [];
    const { opening, debit, credit, balance } = found ?? NOTHING;
    total.opening += opening;
    total.debit += debit;
    total.credit += credit;
    total.balance += balance;
    if (total.compared !== null) total.compared += compared ?? 0;
    return [{ accountId: id, ...account, opening, debit, credit, balance, compared }];
  });
  return { rows, total, comparedOn };
});
const NOTHING = { opening: 0, debit: 0, credit: 0, balance: 0 };

export const balances = handleQuery(accountingReads.balances, async (ctx, input) => {
  const accountId = await accountAsked(ctx, input);
  const column = input.by === 'channel' ? 'dimension_set.channel_id' : 'dimension_set.warehouse_id';
  let split = ctx.tx.db
    .selectFrom('account_balance')
    .leftJoin('dimension_set', 'dimension_set.id', 'account_balance.dimension_id')
    .select([`${column} as id`, sumOf('amount')])
    .where('account_id', '=', accountId)
    .where('day', '<=', input.on)
    .groupBy(column)
    .orderBy(column);
  if (input.from !== undefined) split = split.where('day', '>=', input.from);
  const rows = (await split.execute()).map((r) => ({ id: r.id ?? null, amount: r.sum }));
  return { rows, sum: rows.reduce((sum, r) => sum + r.amount, 0) };
});
