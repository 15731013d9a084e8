import { sql } from 'kysely';
import { PREPAYMENTS_SHOWN, prepaymentOperations } from '../../../../preload/contract/purchasing-prepayments.ts';
import { handleQuery } from '../../handler.ts';
import { PREPAYMENT_ROLE } from '../prepayments.ts';

export const listPrepayments = handleQuery(prepaymentOperations.listPrepayments, async ({ tx: { db } }, { partyId }) => {
  let q = db
    .selectFrom('account_role as r')
    .innerJoin('open_item as o', (j) => j.onRef('o.account_id', '=', 'r.account_id').on(sql<boolean>`o.residual <> 0`))
    .innerJoin('payment as y', 'y.id', 'o.item_key')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .where('r.role', '=', PREPAYMENT_ROLE);
  if (partyId !== undefined) q = q.where('o.party_id', '=', partyId);
  const rows = await q
    .select([
      'y.id as paymentId',
      'y.number',
      'p.id as partyId',
      'p.name as partyName',
      'y.paid_on as paidOn',
      'y.amount',
      'o.residual as open',
    ])
    .orderBy('o.opened_on')
    .orderBy('o.item_key')
    .limit(PREPAYMENTS_SHOWN)
    .execute();
  return { rows };
});
