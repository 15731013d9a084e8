import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const drafts: CloseItem = {
  code: 'drafts',
  area: 'purchases',
  title: 'Drafts',
  says: 'Purchase orders of the period or before that are still drafts; invoices and bills have none, they are posted at once.',
  mustBeNothing: true,
  owner: 'purchasing',
  due: 2,
  rows: ({ to }) => sql`
    select o.id as id, o.ordered_on as on_day, o.number as label, p.name as detail, o.id as record, ${NO_TEXT} as path, 0 as value
    from purchase_order as o join party as p on p.id = o.party_id where o.state = 'draft' and o.ordered_on <= ${to}`,
};
