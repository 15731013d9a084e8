import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { addDays } from '../../../preload/contract/values/day.ts';
import { OUTGOING_ROLE } from '../accounting/index.ts';
import { namesOfIds } from '../company/index.ts';
import { rulesInUse } from './load-rules.ts';
import { type RuledLine, wordsOf } from './rules.ts';
import { type Candidate, type Known, numbersIn, type Unseen } from './suggest.ts';
import type { BankAccount } from './take-statements.ts';
import { waysOf } from './ways.ts';

/** Lines a page of suggestions is made for. */
export type OpenLine = RuledLine & { readonly id: number; readonly bookedOn: string };
/** Most items that are looked at for one page: of an amount, of a number, of a name. */
const FOUND_MAX = 2000;
/** How far the day of an entry may lie from the day the bank booked it. */
const DAYS_APART = 10;

interface Item {
  account_id: string;
  item_key: string;
  party_id: string | null;
  residual: number;
}

/** Accounts whose items money in a bank settles: claims, debts, and payouts on their way. */
async function settledAccounts(tx: Connection<DB>): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('account_role as r')
    .innerJoin('account as a', 'a.id', 'r.account_id')
    .where('a.open_items', '=', 1)
    .where((eb) =>
      eb.or([
        eb('r.role', 'in', ['receivable', 'payable', 'customer-deposits', OUTGOING_ROLE]),
        eb('r.role', 'like', 'payout-in-transit/%'),
      ]),
    )
    .select('a.id')
    .distinct()
    .execute();
  return rows.map((r) => r.id);
}

/** Everything suggestions for these lines are made of, found by what stands in them and never by walking what is closed. */
export async function knownFor(tx: Connection<DB>, account: BankAccount, lines: readonly OpenLine[]): Promise<Known> {
  const accountIds = await settledAccounts(tx);
  const byNumber = await documentsByNumber(tx, [...new Set(lines.flatMap((l) => [...numbersIn(wordsOf(l))]))]);
  const items = new Map<string, Item>();
  const keep = (rows: readonly Item[]) => {
    for (const r of rows) items.set(`${r.account_id}|${r.item_key}`, r);
  };
  const batches = await batchesOfAmounts(
    tx,
    lines.map((l) => -l.open),
  );
  if (accountIds.length > 0) {
    keep(await itemsOfKeys(tx, accountIds, [...batches.keys()]));
    keep(await itemsOfAmounts(tx, accountIds, [...new Set(lines.map((l) => l.open))]));
    keep(await itemsOfKeys(tx, accountIds, [...byNumber.keys()]));
    keep(await itemsOfNames(tx, accountIds, [...new Set(lines.flatMap((l) => (l.name === null ? [] : [l.name])))]));
  }
  return {
    bankAccountId: account.id,
    currency: account.currency,
    candidates: await candidatesOf(tx, [...items.values()], byNumber, batches),
    unseen: await unseenOf(tx, account, lines),
    rules: await rulesInUse(tx),
    accountNames: new Map(
      (await tx.db.selectFrom('account').select(['id', 'code', 'name']).execute()).map((a) => [a.id, `${a.code} ${a.name}`]),
    ),
  };
}

const items = (tx: Connection<DB>, accountIds: readonly string[]) =>
  tx.db
    .selectFrom('open_item as o')
    .select(['o.account_id', 'o.item_key', 'o.party_id', 'o.residual'])
    .where((eb) => eb('o.residual', '<>', eb.lit(0)))
    .where('o.account_id', 'in', [...accountIds])
    .limit(FOUND_MAX);

const itemsOfAmounts = (tx: Connection<DB>, accountIds: readonly string[], amounts: readonly number[]): Promise<Item[]> =>
  amounts.length === 0
    ? Promise.resolve([])
    : items(tx, accountIds)
        .where('o.residual', 'in', [...amounts])
        .execute();

const itemsOfKeys = (tx: Connection<DB>, accountIds: readonly string[], keys: readonly string[]): Promise<Item[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : items(tx, accountIds)
        .where('o.item_key', 'in', [...keys])
        .execute();

async function itemsOfNames(tx: Connection<DB>, accountIds: readonly string[], names: readonly string[]): Promise<Item[]> {
  if (names.length === 0) return [];
  const parties = await tx.db
    .selectFrom('party')
    .select('id')
    .where('name', 'in', [...names])
    .limit(FOUND_MAX)
    .execute();
  if (parties.length === 0) return [];
  return items(tx, accountIds)
    .where(
      'o.party_id',
      'in',
      parties.map((p) => p.id),
    )
    .orderBy('o.opened_on')
    .execute();
}

/** Payments of runs of these sums, with their run: banks book a file as one line. */
async function batchesOfAmounts(tx: Connection<DB>, amounts: readonly number[]): Promise<Map<string, string>> {
  const sums = [...new Set(amounts.filter((a) => a > 0))];
  if (sums.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('payment_run as r')
    .innerJoin('payment_transfer as t', 't.run_id', 'r.id')
    .where(sql<boolean>`r.state = 'sent'`)
    .where('r.total', 'in', sums)
    .select(['t.payment_id', 'r.id'])
    .limit(FOUND_MAX)
    .execute();
  return new Map(rows.flatMap((r) => (r.payment_id === null ? [] : [[r.payment_id, r.id] as const])));
}

/** Keys of items by the numbers people write: of the invoice, of its order here or at the channel, of the bill, on the supplier's paper, of a payment or its run. */
async function documentsByNumber(tx: Connection<DB>, numbers: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (numbers.length === 0) return found;
  const add = (rows: readonly { key: string; number: string | null }[]) => {
    for (const { key, number } of rows) if (number !== null) found.set(key, [...(found.get(key) ?? []), number]);
  };
  const wanted = [...numbers];
  add(await tx.db.selectFrom('invoice').select(['id as key', 'number']).where('number', 'in', wanted).limit(FOUND_MAX).execute());
  const ofOrders = tx.db.selectFrom('sales_order as o').innerJoin('invoice as i', 'i.order_id', 'o.id');
  add(await ofOrders.select(['i.id as key', 'o.number']).where('o.number', 'in', wanted).limit(FOUND_MAX).execute());
  add(await tx.db.selectFrom('supplier_bill').select(['id as key', 'number']).where('number', 'in', wanted).limit(FOUND_MAX).execute());
  add(
    await tx.db
      .selectFrom('supplier_bill')
      .select(['id as key', 'reference as number'])
      .where('reference', 'in', wanted)
      .limit(FOUND_MAX)
      .execute(),
  );
  add(
    await tx.db
      .selectFrom('settlement')
      .select(['id as key', 'external_id as number'])
      .where('external_id', 'in', wanted)
      .limit(FOUND_MAX)
      .execute(),
  );
  add(
    await tx.db
      .selectFrom('settlement')
      .select(['id as key', 'reference as number'])
      .where('reference', 'in', wanted)
      .limit(FOUND_MAX)
      .execute(),
  );
  add(await tx.db.selectFrom('payment').select(['id as key', 'number']).where('number', 'in', wanted).limit(FOUND_MAX).execute());
  const ofRuns = tx.db.selectFrom('payment_run as r').innerJoin('payment_transfer as t', 't.run_id', 'r.id');
  const sent = await ofRuns.select(['t.payment_id as key', 'r.number']).where('r.number', 'in', wanted).limit(FOUND_MAX).execute();
  add(sent.flatMap(({ key, number }) => (key === null ? [] : [{ key, number }])));
  return found;
}

async function candidatesOf(
  tx: Connection<DB>,
  found: readonly Item[],
  byNumber: ReadonlyMap<string, readonly string[]>,
  batches: ReadonlyMap<string, string>,
): Promise<Candidate[]> {
  const parties = [...new Set(found.flatMap((i) => (i.party_id === null ? [] : [i.party_id])))];
  const names =
    parties.length === 0
      ? new Map<string, string>()
      : new Map((await tx.db.selectFrom('party').select(['id', 'name']).where('id', 'in', parties).execute()).map((p) => [p.id, p.name]));
  const named = await namesOfIds(
    tx,
    found.map((i) => i.item_key),
  );
  const ways = await waysOf(tx, found);
  return found.map((i) => ({
    ways: ways.get(i) ?? [],
    accountId: i.account_id,
    itemKey: i.item_key,
    name: named(i.item_key) ?? i.item_key,
    partyId: i.party_id,
    partyName: i.party_id === null ? null : (names.get(i.party_id) ?? null),
    residual: i.residual,
    numbers: [...(byNumber.get(i.item_key) ?? [])],
    batch: batches.get(i.item_key) ?? null,
  }));
}

/** Entries on the bank's account around the days of the lines that no line was matched with and nothing reversed. */
async function unseenOf(tx: Connection<DB>, account: BankAccount, lines: readonly OpenLine[]): Promise<Unseen[]> {
  const days = lines.map((l) => l.bookedOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rows = await tx.db
    .selectFrom('journal_line as j')
    .innerJoin('journal_entry as e', 'e.id', 'j.entry_id')
    .leftJoin('party as p', 'p.id', 'j.party_id')
    .where('j.account_id', '=', account.account_id)
    .where('j.posted_on', '>=', addDays(first, -DAYS_APART))
    .where('j.posted_on', '<=', addDays(last, DAYS_APART))
    .where('e.reverses_id', 'is', null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('journal_entry as r').select('r.id').whereRef('r.reverses_id', '=', 'e.id'))))
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('bank_match as m').select('m.id').whereRef('m.entry_id', '=', 'e.id').where('m.undone_at', 'is', null)),
      ),
    )
    .where('j.amount', 'in', [...new Set(lines.map((l) => l.open))])
    .select(['j.entry_id as entryId', 'e.number', 'e.memo', 'p.name as partyName', sql<number>`j.amount`.as('amount'), 'j.posted_on as on'])
    .orderBy('j.posted_on')
    .limit(FOUND_MAX)
    .execute();
  // An entry with more than one line on the account is no simple payment: it is left to a person.
  const count = Map.groupBy(rows, (r) => r.entryId);
  return rows.filter((r) => count.get(r.entryId)?.length === 1);
}
