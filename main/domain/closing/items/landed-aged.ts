import { sql } from 'kysely';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { type CloseItem, NO_TEXT } from '../item.ts';

const AGED_DAYS = 60;

export const landedAged: CloseItem = {
  code: 'landed-aged',
  area: 'purchases',
  title: 'Landed cost expected long ago',
  says: 'Freight and duty taken in with receipts 60 days or more before the end of the period and not billed.',
  owner: 'purchasing',
  due: 3,
  rows: ({ to }) => sql`
    select r.id as id, r.received_on as on_day, r.number as label, o.number as detail, o.id as record, ${NO_TEXT} as path,
      cast(-sum(x.open) as bigint) as value
    from landed_accrual as x join purchase_receipt as r on r.id = x.receipt_id join purchase_order as o on o.id = r.order_id
    where x.open <> 0 and r.received_on <= ${addDays(to, -AGED_DAYS)}
    group by r.id, r.received_on, r.number, o.number, o.id`,
};
