import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { AGES, agedOperations } from '../../../../preload/contract/accounting-aged.ts';
import { type Day, daysBetween } from '../../../../preload/contract/values/day.ts';
import { safeInt } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { loadChart } from '../chart.ts';
import { type Ages, ages, DUE, itemsOn } from '../items-on.ts';
import { sumOf } from '../sums.ts';

async function asked(ctx: QueryContext, role: 'receivable' | 'payable', on: Day) {
  const { id } = (await loadChart(ctx.tx)).role(role);
  const sign = role === 'payable' ? -1 : 1;
  return { accountId: id, sign, items: itemsOn(id, on, sign) } as const;
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
