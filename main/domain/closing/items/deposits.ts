import { sql } from 'kysely';
import { type CloseItem, NO_TEXT, ofRole } from '../item.ts';

export const deposits: CloseItem = {
  code: 'deposits',
  area: 'sales',
  title: 'Deposits without an open order',
  says: 'Customer deposits whose order is not open any more, or that were used for more than they were.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 3,
  rows: ({ to }) => sql`
    select i.item_key as id, i.opened_on as on_day, o.number as label, p.name as detail, i.item_key as record, ${NO_TEXT} as path, i.residual as value
    from open_item as i left join sales_order as o on o.id = i.item_key left join party as p on p.id = i.party_id
    where i.residual <> 0 and ${ofRole('customer-deposits')} and i.opened_on <= ${to}
      and (o.id is null or o.state <> 'open' or i.residual > 0)`,
};
