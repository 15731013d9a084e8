import { sql } from 'kysely';
import type { Day } from '../../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { foreignItemsOn } from '../../accounting/index.ts';
import type { ForeignItem } from './rules.ts';

/** Claims and debts in other currencies that were open at the end of a day, by currency. */
export async function foreignItems({ tx }: Pick<QueryContext, 'tx'>, on: Day): Promise<Map<string, ForeignItem[]>> {
  const { rows } = await sql<ForeignItem>`
    select f.account_id as ${sql.id('accountId')}, f.item_key as ${sql.id('itemKey')}, f.party_id as ${sql.id('partyId')}, f.currency,
           cast(f.amount as bigint) as amount, cast(f.doc as bigint) as doc
      from (${foreignItemsOn(on)}) as f order by f.currency, f.account_id, f.item_key`.execute(tx.db);
  return Map.groupBy(rows, (r) => r.currency);
}

/** What was revalued in a period and not taken back. */
export const standing = ({ tx }: Pick<QueryContext, 'tx'>, period: string) =>
  tx.db
    .selectFrom('close_revaluation')
    .selectAll()
    .where('period_code', '=', period)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute();
