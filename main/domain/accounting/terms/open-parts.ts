import { sql } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import { loadChart } from '../chart.ts';
import { byInstalment } from '../items-on.ts';

/** A part an item falls due in; what it came to and what of it is open, positive where it is owed the usual way round. */
export interface OpenPart {
  readonly dueOn: Day;
  readonly amount: Minor;
  readonly open: Minor;
}

/** The instalments of items of customers or suppliers by their key, by day; items that fall due at once are left out. */
export async function instalmentsOfItems(
  tx: Connection<DB>,
  role: 'receivable' | 'payable',
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenPart[]>> {
  if (keys.length === 0) return new Map();
  const { id } = (await loadChart(tx)).role(role);
  const sign = role === 'payable' ? -1 : 1;
  const parts = await tx.db
    .selectFrom('item_instalment')
    .select(['item_key', 'due_on', 'amount'])
    .where('account_id', '=', id)
    .where('item_key', 'in', [...new Set(keys)])
    .orderBy('due_on')
    .execute();
  if (parts.length === 0) return new Map();
  const items = sql`select o.item_key, o.party_id, o.opened_on, o.due_on, ${sql.lit(sign)} * o.residual as open from open_item as o
    where o.account_id = ${id} and o.item_key in (${sql.join([...new Set(parts.map((p) => p.item_key))])})`;
  const { rows } = await sql<{ itemKey: string; dueOn: Day; open: Minor }>`
    select b.item_key as ${sql.id('itemKey')}, b.due_on as ${sql.id('dueOn')}, b.open from (${byInstalment(id, items, sign)}) as b`.execute(
    tx.db,
  );
  const open = new Map(rows.map((r) => [`${r.itemKey}|${r.dueOn}`, r.open]));
  return new Map(
    [...Map.groupBy(parts, (p) => p.item_key)].map(([key, of]) => [
      key,
      of.map((p) => ({ dueOn: p.due_on, amount: sign * p.amount, open: open.get(`${key}|${p.due_on}`) ?? 0 })),
    ]),
  );
}
