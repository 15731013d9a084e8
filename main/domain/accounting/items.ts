import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { loadChart } from './chart.ts';
import type { OpenItem } from './model.ts';
import { sumOf } from './sums.ts';

/** Open items of one account by key; keys nothing was ever posted to are missing. */
export async function openItemsOf(tx: Connection<DB>, accountId: string, keys: readonly string[]): Promise<Map<string, OpenItem>> {
  const items = new Map<string, OpenItem>();
  if (keys.length === 0) return items;
  const rows = await tx.db
    .selectFrom(
      tx
        .rowset(
          keys.map((item_key) => ({ item_key })),
          { item_key: 'text' },
        )
        .as('w'),
    )
    // A cross join keeps SQLite from walking all items of the account and looking each up among the keys.
    .crossJoin('open_item')
    .whereRef('open_item.item_key', '=', 'w.item_key')
    .where('open_item.account_id', '=', accountId)
    .select(['open_item.item_key', 'open_item.party_id', 'open_item.currency', 'open_item.residual', 'open_item.doc_residual'])
    .execute();
  for (const r of rows)
    items.set(r.item_key, {
      itemKey: r.item_key,
      partyId: r.party_id,
      currency: r.currency,
      residual: r.residual,
      docResidual: r.doc_residual,
    });
  return items;
}

/**
 * What is open per key on the account of a role, minor units of the company's currency, debit positive: what an order
 * has left of its deposit (negative), what an invoice still has to be paid. Zero for keys nothing was posted to.
 */
export async function residuals(tx: Connection<DB>, role: string, keys: readonly string[]): Promise<Map<string, number>> {
  const account = (await loadChart(tx)).role(role);
  const items = await openItemsOf(tx, account.id, keys);
  return new Map(keys.map((key) => [key, items.get(key)?.residual ?? 0]));
}

/** Balance of an account over all days. */
export async function balanceOf(tx: Connection<DB>, accountId: string): Promise<number> {
  const row = await tx.db.selectFrom('account_balance').select(sumOf('amount')).where('account_id', '=', accountId).executeTakeFirst();
  return row?.sum ?? 0;
}
