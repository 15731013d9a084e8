import { type Connection, setStatement, statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { unknownRole } from '../../../preload/contract/accounting.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Both } from './foreign.ts';
import { STILL_OPEN } from './items-on.ts';
import type { OpenItem } from './model.ts';
import { sumOf } from './sums.ts';

// The cross join keeps SQLite from walking all items of the account and looking each up among the keys. The account comes with
// each key and not as a parameter: open_item has a partial index on it, and binding such a parameter prepares anew.
const itemsByKey = setStatement<DB>()({ account_id: 'text', item_key: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('open_item')
    .whereRef('open_item.item_key', '=', 'w.item_key')
    .whereRef('open_item.account_id', '=', 'w.account_id')
    .select(['open_item.item_key', 'open_item.party_id', 'open_item.currency', 'open_item.residual', 'open_item.doc_residual']),
);

/** Open items of one account by key; keys nothing was ever posted to are missing. */
export async function openItemsOf(tx: Connection<DB>, accountId: string, keys: readonly string[]): Promise<Map<string, OpenItem>> {
  const rows = await tx.runFor(
    itemsByKey,
    keys.map((item_key) => ({ account_id: accountId, item_key })),
  );
  return new Map(
    rows.map((r) => [
      r.item_key,
      { itemKey: r.item_key, partyId: r.party_id, currency: r.currency, residual: r.residual, docResidual: r.doc_residual },
    ]),
  );
}

const accountOfRole = statement<DB, { role: string }, { account_id: string }>((db, p) =>
  db.selectFrom('account_role').select('account_id').where('role', '=', p('role')),
);

/** Roles whose items other rooms ask for. */
type AskedRole = 'receivable' | 'customer-deposits' | 'payable' | 'grni' | 'grni-returns';

/** What is open per key on the account of a role, in the company's currency and in that of the item, debit positive. Zero for keys nothing was posted to. */
export async function residualsInBoth(tx: Connection<DB>, role: AskedRole, keys: readonly string[]): Promise<Map<string, Both>> {
  const [account] = await tx.run(accountOfRole, { role });
  if (!account) throw refuse(unknownRole, { role });
  const items = await openItemsOf(tx, account.account_id, keys);
  return new Map(
    keys.map((key) => {
      const item = items.get(key);
      return [key, { amount: item?.residual ?? 0, doc: item?.docResidual ?? 0 }];
    }),
  );
}

/**
 * What is open per key on the account of a role, minor units of the company's currency, debit positive: what an order
 * has left of its deposit (negative), what an invoice or a bill still has to be paid, what a purchase order line has received and not billed. Zero for keys nothing was posted to.
 */
export async function residuals(tx: Connection<DB>, role: AskedRole, keys: readonly string[]): Promise<Map<string, number>> {
  return new Map([...(await residualsInBoth(tx, role, keys))].map(([key, { amount }]) => [key, amount]));
}

/** Days by which items on the account of a role are to be settled, by key; those without such a day are left out. */
export async function dueDaysOf(tx: Connection<DB>, role: AskedRole, keys: readonly string[]): Promise<Map<string, string>> {
  const [account] = await tx.run(accountOfRole, { role });
  if (!account || keys.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('open_item')
    .select(['item_key', 'due_on'])
    .where('account_id', '=', account.account_id)
    .where('item_key', 'in', [...keys])
    .execute();
  return new Map(rows.flatMap((r) => (r.due_on === null ? [] : [[r.item_key, r.due_on] as const])));
}

const itemsByParty = setStatement<DB>()({ account_id: 'text', party_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('open_item as o')
    .whereRef('o.account_id', '=', 'w.account_id')
    .whereRef('o.party_id', '=', 'w.party_id')
    .where(STILL_OPEN)
    .groupBy('o.party_id')
    .select(['o.party_id', sumOf('o.residual')]),
);

/** What is open of parties on the accounts of some roles together, minor units of the company's currency, debit positive. */
export async function openOfParties(
  tx: Connection<DB>,
  roles: readonly ('receivable' | 'customer-deposits')[],
  partyIds: readonly string[],
): Promise<Map<string, number>> {
  if (partyIds.length === 0) return new Map();
  const accounts = new Set<string>();
  for (const role of roles) {
    const [account] = await tx.run(accountOfRole, { role });
    if (!account) throw refuse(unknownRole, { role });
    accounts.add(account.account_id);
  }
  const rows = await tx.runFor(
    itemsByParty,
    [...accounts].flatMap((account_id) => partyIds.map((party_id) => ({ account_id, party_id }))),
  );
  return new Map(rows.flatMap((r) => (r.party_id === null ? [] : [[r.party_id, r.sum]])));
}

/** Balance of an account over all days. */
export async function balanceOf(tx: Connection<DB>, accountId: string): Promise<number> {
  const row = await tx.db.selectFrom('account_balance').select(sumOf('amount')).where('account_id', '=', accountId).executeTakeFirst();
  return row?.sum ?? 0;
}
