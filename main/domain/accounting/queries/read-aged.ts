import { type RawBuilder, sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { AGES, agedOperations } from '../../../../preload/contract/accounting-aged.ts';
import { addDays, type Day, daysBetween } from '../../../../preload/contract/values/day.ts';
import { safeInt } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { loadChart } from '../chart.ts';
import { sumOf } from '../sums.ts';

const MONTH_DAYS = 30;

/**
 * Items of an account with what was open of each at the end of a day, as a select of `item_key`, `party_id`, `opened_on`, `due_on`,
 * `open`: what is open now without the lines and matches that came after. Reads what is open and what has moved since, never the history.
 */
function itemsOn(accountId: string, on: Day, sign: 1 | -1): RawBuilder<unknown> {
  const since = sql`
    select l.item_key as item_key, l.amount as amount from journal_line as l
      where l.account_id = ${accountId} and l.posted_on > ${on} and l.item_key is not null
    union all select m.from_key, -m.amount from item_match as m where m.account_id = ${accountId} and m.matched_on > ${on}
    union all select m.to_key, m.amount from item_match as m where m.account_id = ${accountId} and m.matched_on > ${on}`;
  return sql`select o.item_key, o.party_id, o.opened_on, o.due_on, ${sql.lit(sign)} * (o.residual - coalesce(w.later, 0)) as open
    from (select k.item_key, cast(sum(k.later) as bigint) as later from (
            select o.item_key as item_key, 0 as later from open_item as o where o.account_id = ${accountId} and o.residual <> 0
            union all select s.item_key, s.amount from (${since}) as s) as k group by k.item_key) as w
      join open_item as o on o.account_id = ${accountId} and o.item_key = w.item_key
    where o.residual - coalesce(w.later, 0) <> 0`;
}

async function asked(ctx: QueryContext, role: 'receivable' | 'payable', on: Day) {
  const { id } = (await loadChart(ctx.tx)).role(role);
  const sign = role === 'payable' ? -1 : 1;
  return { accountId: id, sign, items: itemsOn(id, on, sign) } as const;
}

/** Without a due day an item is due on the day it was opened. */
const DUE = sql`coalesce(i.due_on, i.opened_on)`;

/** Sums per age; each bound is the last due day that is still that late. */
function ages(on: Day): RawBuilder<unknown> {
  const [late, month, two, three] = [0, 1, 2, 3].map((n) => addDays(on, -n * MONTH_DAYS)) as [Day, Day, Day, Day];
  const between = (from: Day | null, before: Day | null) =>
    sumInt(
      sql`case when ${from === null ? sql`1 = 1` : sql`${DUE} >= ${from}`} and ${before === null ? sql`1 = 1` : sql`${DUE} < ${before}`} then i.open else 0 end`,
    );
  return sql`${between(late, null)} as ${sql.id('notDue')}, ${between(month, late)} as ${sql.id('to30')}, ${between(two, month)} as ${sql.id('to60')},
    ${between(three, two)} as ${sql.id('to90')}, ${between(null, three)} as ${sql.id('over90')}, ${sumInt(sql`i.open`)} as total`;
}

interface Ages {
  notDue: number;
  to30: number;
  to60: number;
  to90: number;
  over90: number;
  total: number;
}

export const agedParties = handleQuery(agedOperations.agedParties, async (ctx, { role, on, offset, limit }) => {
  const { accountId, sign, items } = await asked(ctx, role, on);
  const { db } = ctx.tx;
  // One walk over what is open: those who owe are few beside what they owe, so they are added up and cut into pages here.
  const { rows: parties } = await sql<Ages & { partyId: string | null; items: number }>`
    select i.party_id as ${sql.id('partyId')}, cast(count(*) as bigint) as items, ${ages(on)}
    from (${items}) as i group by i.party_id order by total desc, i.party_id`.execute(db);
  const shown = parties.slice(offset, offset + limit);
  const ids = shown.flatMap((p) => (p.partyId === null ? [] : [p.partyId]));
  const named = ids.length === 0 ? [] : await db.selectFrom('party').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(named.map((n) => [n.id, n.name]));
  const total = { notDue: 0, to30: 0, to60: 0, to90: 0, over90: 0, total: 0 };
  for (const party of parties) for (const age of [...AGES, 'total'] as const) total[age] = safeInt(total[age] + party[age], age);
  const books = await db
    .selectFrom('account_balance')
    .select(sumOf('amount'))
    .where('account_id', '=', accountId)
    .where('day', '<=', on)
    .executeTakeFirstOrThrow();
  const rows = shown.map((p) => ({ ...p, partyName: (p.partyId === null ? undefined : names.get(p.partyId)) ?? null }));
  return { rows, count: parties.length, total, books: sign * books.sum + 0, accountId };
});

export const agedItems = handleQuery(agedOperations.agedItems, async (ctx, { role, on, partyId, offset, limit }) => {
  const { items } = await asked(ctx, role, on);
  const of = partyId === undefined ? sql`1 = 1` : sql`i.party_id = ${partyId}`;
  const { db } = ctx.tx;
  const { rows } = await sql<{
    itemKey: string;
    partyId: string | null;
    partyName: string | null;
    openedOn: string;
    dueOn: string | null;
    open: number;
  }>`
    select i.item_key as ${sql.id('itemKey')}, i.party_id as ${sql.id('partyId')}, p.name as ${sql.id('partyName')},
      i.opened_on as ${sql.id('openedOn')}, i.due_on as ${sql.id('dueOn')}, i.open as open
    from (${items}) as i left join party as p on p.id = i.party_id where ${of}
    order by ${DUE}, i.item_key limit ${limit} offset ${offset}`.execute(db);
  const whole = await sql<{ count: number; sum: number }>`
    select cast(count(*) as bigint) as count, ${sumInt(sql`i.open`)} as sum from (${items}) as i where ${of}`.execute(db);
  const named = await namesOfIds(
    ctx.tx,
    rows.map((r) => r.itemKey),
  );
  return {
    rows: rows.map((r) => ({ ...r, itemName: named(r.itemKey), daysLate: daysBetween(r.dueOn ?? r.openedOn, on) })),
    count: whole.rows[0]?.count ?? 0,
    sum: whole.rows[0]?.sum ?? 0,
  };
});
