import { type RawBuilder, sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { type STATEMENT_KINDS, STATEMENT_MAX, statementTooLong, wrongDays } from '../../../preload/contract/receivables.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { safeInt } from '../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../engine/context.ts';
import { type Ages, ages, byInstalment, instalmentsOfItems, loadChart, STILL_OPEN } from '../accounting/index.ts';
import { namesOfIds } from '../company/index.ts';

type Asker = Pick<QueryContext, 'tx' | 'company'>;

interface Move {
  on: string;
  entryId: number | null;
  entryNumber: string | null;
  sourceKind: string | null;
  sourceId: string | null;
  invoiceKind: string | null;
  itemKey: string;
  otherKey: string | null;
  dueOn: string | null;
  amount: number;
}

/**
 * Everything that ever moved what a party owes on an account, as a select of `moved_on`, `entry_id`, `id`, `item_key`, `other_key`, `amount`: lines of
 * their items by index, and matches, which move an item without an entry. The literals let either database use the partial indexes; the day is
 * made text of its own, because by the index of days the lines of all customers would be walked.
 */
function movesOf(accountId: string, partyId: string, through: Day): RawBuilder<unknown> {
  const own = sql`
    select o.item_key from open_item as o where o.account_id = ${accountId} and o.party_id = ${partyId} and ${STILL_OPEN}
    union all select o.item_key from open_item as o
      where o.account_id = ${accountId} and o.party_id = ${partyId} and o.residual = 0 and o.party_id is not null`;
  const matched = (key: RawBuilder<unknown>, other: RawBuilder<unknown>, sign: RawBuilder<unknown>) => sql`
    select m.matched_on, cast(null as bigint), m.id, own.item_key, ${other}, ${sign} m.amount
      from (${own}) as own cross join item_match as m
     where m.account_id = ${accountId} and ${key} = own.item_key and m.matched_on <= ${through}`;
  return sql`
    select l.posted_on || '' as moved_on, l.entry_id as entry_id, l.id as id, own.item_key as item_key, cast(null as text) as other_key, l.amount as amount
      from (${own}) as own cross join journal_line as l
     where l.account_id = ${accountId} and l.item_key = own.item_key and l.item_key is not null and l.posted_on || '' <= ${through}
    union all ${matched(sql`m.from_key`, sql`m.to_key`, sql`-`)}
    union all ${matched(sql`m.to_key`, sql`m.from_key`, sql``)}`;
}

function kindOf({ sourceKind, invoiceKind, amount }: Move): (typeof STATEMENT_KINDS)[number] {
  if (sourceKind === null) return 'match';
  if (invoiceKind === 'credit-note') return 'credit-note';
  // The entry of an invoice also takes what was paid before it, or with the parcel.
  if (invoiceKind === 'invoice') return amount < 0 ? 'payment' : 'invoice';
  if (sourceKind === 'payment' || sourceKind === 'bank-match') return amount < 0 ? 'payment' : 'refund';
  return 'entry';
}

/**
 * Account of a customer: what stood before the first day, every movement up to the last with the balance after it, and how late what is
 * open then is. Minor units of the company's currency, owed is positive. The closing balance is what receivables by age say of the customer on that day.
 *
 * Refuses an unknown customer, days the wrong way round, and more movements than a paper holds.
 */
export async function statementOf(ctx: Asker, partyId: string, from: Day, to: Day) {
  if (from > to) throw refuse(wrongDays, { from, to });
  const { db } = ctx.tx;
  const party = await db.selectFrom('party').select('name').where('id', '=', partyId).executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: partyId });
  const { id: accountId } = (await loadChart(ctx.tx)).role('receivable');
  const moves = movesOf(accountId, partyId, to);
  const before = await sql<{ sum: number }>`select ${sumInt(sql`m.amount`)} as sum from (${moves}) as m where m.moved_on < ${from}`.execute(
    db,
  );
  const { rows: moved } = await sql<Move>`
    select m.moved_on as ${sql.id('on')}, m.entry_id as ${sql.id('entryId')}, e.number as ${sql.id('entryNumber')}, e.source_kind as ${sql.id('sourceKind')}, e.source_id as ${sql.id('sourceId')},
      i.kind as ${sql.id('invoiceKind')}, m.item_key as ${sql.id('itemKey')}, m.other_key as ${sql.id('otherKey')}, o.due_on as ${sql.id('dueOn')}, m.amount as amount
    from (${moves}) as m
      cross join open_item as o
      left join journal_entry as e on e.id = m.entry_id
      left join invoice as i on i.id = e.source_id and e.source_kind = 'invoice'
    where o.account_id = ${accountId} and o.item_key = m.item_key and m.moved_on >= ${from}
      and (m.other_key is null or not exists (
        select 1 from open_item as x where x.account_id = ${accountId} and x.item_key = m.other_key and x.party_id = ${partyId}))
    order by m.moved_on, case when m.entry_id is null then 1 else 0 end, m.entry_id, m.id limit ${STATEMENT_MAX + 1}`.execute(db);
  if (moved.length > STATEMENT_MAX) throw refuse(statementTooLong, { most: STATEMENT_MAX });
  const openOfItems = sql`
      select m.item_key, o.party_id, o.opened_on, o.due_on, cast(sum(m.amount) as bigint) as open from (${moves}) as m
        cross join open_item as o
       where o.account_id = ${accountId} and o.item_key = m.item_key
       group by m.item_key, o.party_id, o.opened_on, o.due_on`;
  const aged = await sql<Ages>`
    select ${ages(to)} from (
      ${byInstalment(accountId, openOfItems, 1)}) as i`.execute(db);
  const named = await namesOfIds(
    ctx.tx,
    moved.flatMap((m) => [m.sourceId, m.itemKey, m.otherKey]),
  );
  const parts = await instalmentsOfItems(
    ctx.tx,
    'receivable',
    moved.flatMap((m) => (m.invoiceKind === 'invoice' ? [m.itemKey] : [])),
  );
  const opening = before.rows[0]?.sum ?? 0;
  let balance = opening;
  const rows = moved.map((m) => {
    balance = safeInt(balance + m.amount, 'balance of a customer');
    const kind = kindOf(m);
    const documentId = m.sourceId ?? m.otherKey ?? m.itemKey;
    return {
      on: m.on,
      kind,
      documentId,
      document: named(documentId) ?? m.entryNumber,
      itemKey: m.itemKey,
      itemName: named(m.itemKey),
      entryId: m.entryId,
      dueOn: kind === 'invoice' ? m.dueOn : null,
      instalments: kind === 'invoice' ? (parts.get(m.itemKey) ?? []).map(({ dueOn, amount }) => ({ dueOn, amount })) : [],
      amount: m.amount,
      balance,
    };
  });
  const { total: _, ...late } = aged.rows[0] ?? { notDue: 0, to30: 0, to60: 0, to90: 0, over90: 0, total: 0 };
  return { partyId, partyName: party.name, currency: ctx.company.currency, opening, rows, closing: balance, ages: late };
}
